# every engine
docker pull -q busybox
docker compose -f build-compose.yaml build 2>&1 | grep -E '^(Step|Successfully tagged)'
docker compose -f build-compose.yaml up 2>&1 | grep -E 'made|hello|compose$'
docker compose -f build-compose.yaml ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}'
docker compose -f build-compose.yaml run --rm app echo once
docker compose -f build-compose.yaml config --services
docker compose -f build-compose.yaml down --rmi local
docker images $COMPOSE_PROJECT_NAME-app -q
