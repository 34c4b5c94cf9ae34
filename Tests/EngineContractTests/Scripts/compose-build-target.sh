docker pull -q busybox
docker compose -f target.yaml build app 2>&1 | grep -cE 'Step|Successfully tagged'
docker compose -f target.yaml build stage 2>&1 | grep -cE 'Step|Successfully tagged'
docker compose -f target.yaml run --rm -T app
docker compose -f target.yaml run --rm -T stage cat /made
docker images --filter label=com.docker.compose.project=$COMPOSE_PROJECT_NAME --format '{{.Repository}}' | sort
docker compose -f target.yaml up -d 2>&1 | grep -c Started
docker compose -f target.yaml down -t 0 --rmi local 2>&1 | grep -c Removed
