# every engine
docker pull -q busybox
docker run -d --name lc --restart on-failure:2 busybox sh -c 'exit 1'
docker wait lc
docker inspect -f '{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}' lc
docker rm -f lc
docker run -d --name lh --health-cmd true --health-interval 1s busybox sleep 300
eventually sh -c 'docker inspect lh | grep -q "healthy\""'; docker inspect -f '{{.State.Health.Status}}' lh
docker ps --filter health=healthy --filter 'name=^lh$' --format '{{.Names}}'
docker update --restart always lh
docker inspect -f '{{.HostConfig.RestartPolicy.Name}}' lh
docker top lh -o comm
docker stats --no-stream --format '{{.Name}}' lh
docker rm -f lh
