# long
docker pull -q busybox
printf 'services:\n  a:\n    image: busybox\n    command: sleep 300\n    stop_signal: SIGKILL\n    networks: {out: {aliases: [nick]}}\n    volumes: ["keep:/k"]\nnetworks: {out: {external: true, name: cex-net}}\nvolumes: {keep: {external: true, name: cex-vol}}\n' > ext.yaml
docker compose -f ext.yaml up -d
docker network create cex-net
docker compose -f ext.yaml up -d
docker volume create cex-vol
docker compose -f ext.yaml up -d
docker run --rm --network cex-net busybox ping -c1 -W2 nick | grep -c '1 packets received'
docker compose -f ext.yaml exec -T a sh -c 'echo kept > /k/f'
docker compose -f ext.yaml down -t 0 -v
docker run --rm -v cex-vol:/k busybox cat /k/f
docker network rm cex-net
docker volume rm cex-vol
