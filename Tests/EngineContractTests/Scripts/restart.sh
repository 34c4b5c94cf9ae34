docker pull -q busybox
docker run -d --name rs1 --restart on-failure:2 busybox sh -c 'echo run; exit 3'
eventually sh -c 'test $(docker inspect -f "{{.RestartCount}}{{.State.Status}}" rs1) = 2exited'
docker logs rs1
docker inspect -f '{{.RestartCount}} {{.State.ExitCode}}' rs1
docker run -d --name rs2 --restart unless-stopped busybox sleep 300
docker restart -t 0 rs2
docker inspect -f '{{.State.Status}} {{.HostConfig.RestartPolicy.Name}}' rs2
docker run -d --rm --restart always busybox true
docker create --restart sometimes busybox true
docker rm -f rs1 rs2
