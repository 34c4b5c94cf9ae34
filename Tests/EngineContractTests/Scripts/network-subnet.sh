docker pull -q busybox
docker network create --subnet 172.29.77.0/24 --gateway 172.29.77.1 sub1
docker network inspect -f '{{(index .IPAM.Config 0).Subnet}} {{(index .IPAM.Config 0).Gateway}}' sub1 | wc -w
docker run -d --name sub-a --network sub1 --ip 172.29.77.9 busybox sleep 300
docker inspect -f '{{.NetworkSettings.Networks.sub1.IPAddress}}' sub-a | grep -c 172.29.77.9
docker network create --subnet 172.29.77.128/25 sub2
docker run --rm --network sub1 --ip 172.29.77.9 busybox true 2>&1 | grep -c 'ddress already in use'
docker run --rm --network sub1 --add-host fixed:172.29.77.9 busybox ping -c1 -W2 fixed | grep -c '1 packets received'
docker run --rm --network sub1 --dns 9.9.9.9 busybox cat /etc/resolv.conf | grep -c nameserver
docker rm -f sub-a
docker network rm sub1
