# embedded gate
docker pull -q busybox
docker network create na1
docker run -d --name na-db --network na1 --network-alias db --network-alias database busybox sleep 300
docker run --rm --network na1 busybox ping -c1 -W2 database | grep -c '1 packets received'
docker inspect -f '{{json .NetworkSettings.Networks.na1.Aliases}}' na-db | grep -c database
docker network inspect -f '{{range .Containers}}{{.Name}}{{end}}' na1
docker network connect na1 na-db
docker network disconnect na1 na-db
docker network disconnect na1 na-db
docker network connect --alias later na1 na-db
docker run --rm --network na1 busybox ping -c1 -W2 later | grep -c '1 packets received'
docker network rm na1
docker network disconnect -f na1 na-db
docker rm -f na-db
docker network rm na1
