docker pull -q busybox
docker compose -f volumes.yaml up -d
docker compose -f volumes.yaml exec -T writer sh -c 'echo stored > /data/f; cat /conf/hello.txt'
docker compose -f volumes.yaml exec -T reader cat /data/f
docker compose -f volumes.yaml exec -T reader touch /data/g
docker volume ls --filter label=com.docker.compose.project=$COMPOSE_PROJECT_NAME --format '{{.Name}}'
docker compose -f volumes.yaml exec -T writer cat /run/secrets/word
docker compose -f volumes.yaml down -t 0
docker compose -f volumes.yaml up -d reader
docker compose -f volumes.yaml exec -T reader cat /data/f
docker compose -f volumes.yaml down -t 0 -v
docker volume ls --filter label=com.docker.compose.project=$COMPOSE_PROJECT_NAME -q
