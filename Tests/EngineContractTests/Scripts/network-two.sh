# long
docker pull -q busybox
docker network create nt1
docker network create --internal nt2
docker run -d --name nt-a --network nt1 busybox sleep 300
docker run -d --name nt-b --network nt2 busybox sleep 300
docker run -d --name nt-c --network nt1 busybox sleep 300
docker network connect nt2 nt-c
docker exec nt-c sh -c 'ls /sys/class/net | wc -l; ip -o -4 addr | grep -c eth'
docker exec nt-c ping -c1 -W2 nt-a | grep -c '1 packets received'
docker exec nt-c ping -c1 -W2 nt-b | grep -c '1 packets received'
docker exec nt-a ping -c1 -W2 nt-b
docker exec nt-b ip route | grep -c default
docker network disconnect nt1 nt-c
docker exec nt-a ping -c1 -W2 nt-c
docker inspect -f '{{range $n, $e := .NetworkSettings.Networks}}{{$n}}{{end}}' nt-c
docker rm -f nt-a nt-b nt-c
docker network rm nt1 nt2
