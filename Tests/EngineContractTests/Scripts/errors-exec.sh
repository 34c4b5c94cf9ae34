# embedded gate
docker pull -q busybox
docker run -d --name ee1 busybox sleep 300
docker exec ee1 bash
docker exec ee1 /etc/passwd
docker exec -w relative ee1 true
docker exec -u nosuchuser ee1 true
docker exec ee1
docker exec -e A= ee1 sh -c 'echo [$A]'
docker exec --env-file nosuch.env ee1 true
docker rm -f ee1
docker exec ee1 true
