docker pull -q busybox
docker compose -f networks.yaml up -d
docker compose -f networks.yaml exec -T front ping -c1 -W2 middle | grep -c '1 packets received'
docker compose -f networks.yaml exec -T front ping -c1 -W2 back 2>&1 | tail -1
docker compose -f networks.yaml exec -T middle ping -c1 -W2 store | grep -c '1 packets received'
docker network ls --filter label=com.docker.compose.project=$COMPOSE_PROJECT_NAME --format '{{.Name}}' | sort
docker network inspect -f '{{.Internal}}' ${COMPOSE_PROJECT_NAME}_inner
docker compose -f networks.yaml ps --format '{{.Name}} {{.State}}' | sort
docker compose -f networks.yaml down -t 0
docker network ls --filter label=com.docker.compose.project=$COMPOSE_PROJECT_NAME -q
