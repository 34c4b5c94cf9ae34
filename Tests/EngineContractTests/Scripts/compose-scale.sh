# every engine
docker pull -q busybox
docker pull -q redis:7
docker compose up -d --scale web=3
docker compose ps --format '{{.Name}}' web
docker compose up -d --scale web=1
docker compose ps --format '{{.Name}}' web
docker compose up -d --force-recreate web
docker compose ps --format '{{.Name}} {{.State}}'
docker compose top web | wc -l
docker compose port web 80
docker compose images --format json | wc -l
docker compose down -v
