docker pull -q busybox
docker create -i --name at1 busybox cat
echo hello | docker start -ai at1
docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' at1
docker run -d --name at2 busybox sh -c 'sleep 2; echo late; exit 5'
docker attach --no-stdin at2
docker attach at2
docker start -a at2
echo again | docker start -ai at1
docker rm at1 at2
docker attach at1
