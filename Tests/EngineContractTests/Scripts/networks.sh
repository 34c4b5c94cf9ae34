# every engine
docker pull -q busybox
docker network create net1
docker network create --internal --label a=b net2
docker network ls --filter name=net1 --format '{{.Name}} {{.Driver}} {{.Scope}}'
docker run -d --name c1 --network net1 busybox sleep 300
docker run --rm --network net1 busybox nslookup c1 127.0.0.11 2>&1 | grep -c Name
docker run --rm --network net1 --network-alias al busybox ping -c1 -W2 c1 | grep -c '1 packets received'
docker network connect --alias other net2 c1
docker run --rm --network net2 busybox ping -c1 -W2 other | grep -c '1 packets received'
docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{end}}' c1
docker network disconnect net2 c1
docker run --rm --network container:c1 busybox true
docker run --rm --network none busybox ls /sys/class/net
docker network inspect -f '{{.Name}} {{.Internal}} {{json .Labels}}' net2
docker rm -f c1
docker network rm net1 net2
