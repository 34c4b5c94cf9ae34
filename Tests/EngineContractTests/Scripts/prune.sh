# every engine
docker pull -q busybox
docker run --name pr1 --label lesson=prune busybox true
docker run -d --name pr2 --label lesson=prune busybox sleep 300
alone docker container prune -f --filter label=lesson=prune
docker ps -a --filter label=lesson=prune --format '{{.Names}}'
docker network create --label lesson=prune prn
alone docker network prune -f --filter label=lesson=prune
docker volume create --label lesson=prune prv
alone docker volume prune -af --filter label=lesson=prune | head -2
docker rm -f pr2
docker volume ls -q --filter label=lesson=prune
