# every engine
docker pull -q busybox
docker pull -q redis:7
docker compose up -d
docker compose ps --format '{{.Service}} {{.State}} {{.Health}}'
docker compose logs web
docker compose exec db redis-cli ping
docker compose exec web nslookup db 127.0.0.11 2>&1 | grep -c Name
docker compose stop web
docker compose ps -a --format '{{.Service}} {{.State}}'
docker compose start web
docker compose --profile tools run --rm tool
docker compose down -v
docker compose ps -a
