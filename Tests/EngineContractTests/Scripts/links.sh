# embedded gate
docker pull -q busybox
docker run -d --name ln-db busybox sleep 300
docker run --rm --link ln-db:store busybox ping -c1 -W2 store | grep -c '1 packets received'
docker run --rm --link ln-db busybox ping -c1 -W2 ln-db | grep -c '1 packets received'
docker run --rm busybox ping -c1 -W2 store 2>&1 | tail -1
docker run --rm --link ln-nope:store busybox true
docker inspect -f '{{if .NetworkSettings.IPAddress}}has an address{{end}}' ln-db
docker inspect -f '{{eq .NetworkSettings.IPAddress .NetworkSettings.Networks.bridge.IPAddress}}' ln-db
docker inspect -f '{{eq .NetworkSettings.Gateway .NetworkSettings.Networks.bridge.Gateway}}' ln-db
docker rm -f ln-db
