docker pull -q busybox
docker run -d --name wt1 busybox sh -c 'sleep 1; exit 3'
docker run -d --name wt2 busybox sh -c 'exit 4'
docker wait wt1 wt2
docker wait wt1
docker start wt1
docker wait wt1
docker run -d --name wt3 busybox sleep 300
docker kill wt3
docker wait wt3
docker rm wt1 wt2 wt3
docker wait wt1
