docker pull -q busybox
printf 'services:\n  web:\n    environment: {MODE: override}\n' > over.yaml
docker compose -f profiles.yaml -f over.yaml config --format json | grep -c override
docker compose -f profiles.yaml -f over.yaml up -d
docker compose -f profiles.yaml -f over.yaml exec -T web sh -c 'echo $MODE'
printf 'MODE=from-file\n' > .env; docker compose -f profiles.yaml config --environment | grep ^MODE
docker compose -f profiles.yaml up -d
docker compose -f profiles.yaml exec -T web sh -c 'echo $MODE'
docker compose -f profiles.yaml config --images
docker compose -f profiles.yaml down -t 0
