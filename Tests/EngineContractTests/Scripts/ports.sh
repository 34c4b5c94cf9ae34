# every engine
docker pull -q busybox
docker run -d --name p1 -p 18231:80 busybox sleep 300
docker port p1
docker ps --filter 'name=^p1$' --format '{{.Ports}}'
docker ps --filter publish=18231 --format '{{.Names}}'
docker ps --filter publish=18229-18233/tcp --format '{{.Names}}'
docker ps --filter 'name=^p1$' --filter publish=80 --format '{{.Names}}'
docker ps --filter 'name=^p1$' --filter expose=70-90/tcp --format '{{.Names}}'
docker inspect -f '{{json .HostConfig.PortBindings}}' p1
docker run -d --name p2 -p 18231:80 busybox sleep 300
docker inspect -f '{{.State.Status}}' p2
docker run -d --name p3 -p 80 busybox sleep 300
docker port p3 80/tcp | wc -l
docker run -d --name p4 --expose 90 busybox sleep 300
docker ps --filter 'name=^p4$' --format '{{.Ports}}'
docker run -d --name p5 -p 99999:80 busybox true
docker rm -f p1 p2 p3 p4
