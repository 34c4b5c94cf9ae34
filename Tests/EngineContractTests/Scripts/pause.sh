docker pull -q busybox
docker run -d --name ps1 busybox sleep 300
docker pause ps1
docker pause ps1
docker inspect -f '{{.State.Status}} {{.State.Paused}}' ps1
docker exec ps1 true
docker ps --filter 'name=^ps1$' --filter status=paused --format '{{.Names}}'
docker unpause ps1
docker unpause ps1
docker exec ps1 echo alive
docker stop -t 0 ps1
docker pause ps1
docker rm ps1
