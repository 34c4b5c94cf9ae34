# long
# not behind the gate: it refuses the host network and gives each network a subnet
docker pull -q busybox
docker network create ne1
docker run -d --name ne-c --network ne1 busybox sleep 300
docker network connect ne1 ne-c
docker network connect nosuchnet ne-c
docker network connect ne1 nosuch
docker network connect host ne-c
docker network connect --alias x bridge ne-c
docker network disconnect nosuchnet ne-c
docker network disconnect ne1 nosuch
docker network create --subnet nonsense ne2
docker network create --subnet 172.29.88.0/24 --gateway 10.0.0.1 ne2
docker network create --gateway 172.29.88.1 ne2
docker run --rm --network bridge --ip 172.17.0.9 busybox true
docker run --rm --network bridge --network-alias a busybox true
docker network rm
docker rm -f ne-c
docker network rm ne1
