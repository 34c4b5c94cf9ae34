# long
# not behind the gate: it refuses host-gateway
docker pull -q busybox
docker network create nn1
docker run -d --name nn-a --network nn1 --network-alias same --hostname own busybox sleep 300
docker run -d --name nn-b --network nn1 --network-alias same busybox sleep 300
docker exec nn-a sh -c 'nslookup same 127.0.0.11 | grep -c "^Address.*172"'
docker exec nn-b ping -c1 -W2 nn-a.nn1 | grep -c '1 packets received'
docker exec nn-b ping -c1 -W2 $(docker ps -q --filter name=nn-a) | grep -c '1 packets received'
docker rename nn-a nn-new
docker exec nn-b ping -c1 -W2 nn-new | grep -c '1 packets received'
docker exec nn-b ping -c1 -W2 nn-a
docker stop -t 0 nn-new
docker exec nn-b ping -c1 -W2 nn-new
docker run --rm --network nn1 --add-host pinned:1.2.3.4 --add-host 'gate:host-gateway' busybox sh -c 'grep pinned /etc/hosts; grep -c gate /etc/hosts'
docker run --rm --network nn1 --dns-search example.org --dns-option timeout:2 busybox sh -c 'grep -E "^(search|options|nameserver)" /etc/resolv.conf'
docker run --rm busybox ping -c1 -W2 nn-b
docker rm -f nn-new nn-b
docker network rm nn1
