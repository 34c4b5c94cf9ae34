docker pull -q busybox
docker compose -f profiles.yaml up -d
docker compose ls --filter name=$COMPOSE_PROJECT_NAME --format json | grep -o '"Name":"[^"]*"'
docker compose -f profiles.yaml -p $COMPOSE_PROJECT_NAME-b up -d
docker compose ls -q --filter name=$COMPOSE_PROJECT_NAME | sort
docker compose -f profiles.yaml ps -q | wc -l
docker compose -f profiles.yaml -p $COMPOSE_PROJECT_NAME-b down -t 0
docker compose -f profiles.yaml down -t 0
docker compose ls -aq --filter name=$COMPOSE_PROJECT_NAME
