# every engine
docker pull -q busybox
docker network inspect nope
docker network rm nope
docker run --rm --network nope busybox true
docker network create en1
docker network create en1
docker run -d --name en --network en1 busybox sleep 300
docker network disconnect en1 nope
docker network rm bridge
docker network rm none
docker volume inspect nope
docker volume rm nope
docker volume create ev1
docker run -d --name ev -v ev1:/x busybox sleep 300
docker rm -f en ev
docker volume rm ev1
docker network rm en1
docker ps --filter nonsense=1
docker rmi nosuch
docker history nosuch
docker tag nosuch x
docker image inspect nosuch
