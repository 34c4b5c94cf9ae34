# compose: new
docker pull -q busybox
docker pull -q redis:7
docker compose version --short | cut -c1-4
docker compose up -d
docker compose ps --format '{{.Service}} {{.State}} {{.Health}}' | sort
docker compose exec -T db redis-cli ping
docker compose up -d --scale web=2
docker compose ps --format '{{.Name}}' web | sort
docker compose --profile tools run --rm -T tool
docker compose up -d --force-recreate web
docker compose down -t 0 -v
docker compose ps -aq
