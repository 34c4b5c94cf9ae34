# embedded gate
# long
docker pull -q busybox
docker create --name po1 -p 127.0.0.1::80 -p 18411-18413:81-83/tcp -p 18414:84/udp --expose 7000-7002 busybox sleep 300
docker inspect -f '{{json .Config.ExposedPorts}}' po1
docker inspect -f '{{json (index .HostConfig.PortBindings "80/tcp")}} {{json (index .HostConfig.PortBindings "82/tcp")}} {{json (index .HostConfig.PortBindings "84/udp")}}' po1
docker port po1
docker start po1
docker port po1 82/tcp | head -1
docker port po1 84/udp | head -1
docker port po1 80 | cut -d: -f1
docker port po1 99
docker port po1 81/udp
docker stop -t 0 po1
docker port po1
docker create -p 1-2:80 --name po2 busybox true
docker create -p 1-2:80-82 busybox true
docker create -p 80/nosuch busybox true
docker rm po1 po2
