# every engine
docker pull -q busybox
docker create --name n1 busybox
docker create --name n1 busybox
docker create --name bad/name busybox
docker rename n1 n2
docker inspect -f '{{.Name}}' n2
docker inspect -f '{{.Name}}' n1
docker create --name n3 busybox
docker rename n3 n2
docker rename n3 n2x
docker rm n2 n2x
docker rm n2
