# long
docker pull -q busybox
docker compose -f health.yaml up -d
docker compose -f health.yaml ps --format '{{.Service}} {{.State}} {{.Health}}' | sort
eventually sh -c 'docker compose -f health.yaml logs app | grep -q 1'
docker compose -f health.yaml logs --no-log-prefix app
docker inspect -f '{{.HostConfig.RestartPolicy.Name}}' $COMPOSE_PROJECT_NAME-app-1
docker compose -f health.yaml up -d --wait
docker compose -f health.yaml stop db
docker compose -f health.yaml ps -a --format '{{.Service}} {{.State}}' | sort
docker compose -f health.yaml start app
docker compose -f health.yaml down -t 0
