# compose: new
docker pull -q busybox
docker compose -f profiles.yaml up -d
docker compose -f profiles.yaml exec -T web echo inside
docker compose -f logs.yaml -p $COMPOSE_PROJECT_NAME-l up 2>&1 | grep -E 'line|only'
docker compose -f logs.yaml -p $COMPOSE_PROJECT_NAME-l down -t 0
docker compose -f profiles.yaml stop -t 0
docker compose -f profiles.yaml ps -a --format '{{.Service}} {{.State}}'
docker compose -f profiles.yaml down
