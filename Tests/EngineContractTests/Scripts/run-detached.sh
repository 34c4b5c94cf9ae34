# every engine
docker pull -q busybox
docker run -d --name d1 busybox sh -c 'echo started; sleep 300'
docker ps --filter 'name=^d1$' --format '{{.Names}} {{.Image}} {{.State}}'
docker logs d1
docker exec d1 echo inside
docker stop -t 0 d1
docker ps -a --filter 'name=^d1$' --format '{{.Names}} {{.State}}'
docker start d1
docker restart -t 0 d1
docker kill d1
docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' d1
docker wait d1
docker rm d1
