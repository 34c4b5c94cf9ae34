# embedded gate
docker pull -q busybox
docker run -d --name np-web1 busybox sleep 300
docker run -d --name np-web2 busybox sleep 300
docker create --name np-db busybox
docker ps --filter 'name=^np-web1$' --format '{{.Names}}'
docker ps --filter 'name=^/np-web1$' --format '{{.Names}}'
docker ps -a --filter 'name=^np-' --format '{{.Names}}'
docker ps -a --filter 'name=np-(web|db)[12]?$' --format '{{.Names}}'
docker ps -a --filter 'name=np-.+\d' --format '{{.Names}}'
docker ps -a --filter 'name=np-w[^e]b' --format '{{.Names}}'
docker ps -a --filter name=np-db --filter 'name=np-web{1,2}2' --format '{{.Names}}'
docker ps -a --filter 'name=np-(' --format '{{.Names}}'
docker ps -n 1 --filter name=np-web --format '{{.Names}}'
docker volume create np-v1 && docker volume create np-vx
docker volume ls -q --filter 'name=np-v[0-9]'
docker volume ls -q --filter 'name=^np.*x$'
docker network create np-n1 | wc -c
docker network ls --filter 'name=^np-n\d$' --format '{{.Name}}'
docker rm -f np-web1 np-web2 np-db
docker volume rm np-v1 np-vx
docker network rm np-n1
