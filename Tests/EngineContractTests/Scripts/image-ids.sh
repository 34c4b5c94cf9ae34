docker pull -q busybox
docker tag busybox ids/a:1
docker run --rm $(docker images -q ids/a:1) echo by id
docker inspect -f '{{json .RepoTags}}' $(docker images -q --no-trunc ids/a:1) | grep -c ids/a:1
docker create --name ids1 $(docker images -q ids/a:1) true
docker inspect -f '{{.Config.Image}}' ids1
docker run -d --name ids2 ids/a:1 sleep 300
docker rmi ids/a:1
docker ps --filter 'name=^ids2$' --format '{{.Names}}'
docker rm -f ids1 ids2
docker images ids/a -q
