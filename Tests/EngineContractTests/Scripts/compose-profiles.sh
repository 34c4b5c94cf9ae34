docker pull -q busybox
docker compose -f profiles.yaml config --services
docker compose -f profiles.yaml --profile debug config --services | sort
docker compose -f profiles.yaml up -d
docker compose -f profiles.yaml ps --format '{{.Service}}'
COMPOSE_PROFILES=debug docker compose -f profiles.yaml up -d
docker compose -f profiles.yaml --profile debug ps --format '{{.Service}}' | sort
docker compose -f profiles.yaml up -d probe
docker compose -f profiles.yaml --profile '*' down -t 0
docker compose -f profiles.yaml ps -aq
