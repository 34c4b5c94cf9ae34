docker pull -q busybox
docker compose -f conditions.yaml up -d app
docker compose -f conditions.yaml ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}' | sort
docker compose -f conditions.yaml logs migrate
docker compose -f conditions.yaml up -d waits-for-ill
docker compose -f conditions.yaml ps -a --format '{{.Service}} {{.State}}' waits-for-ill ill
docker compose -f conditions.yaml up -d waits-for-failed
docker compose -f conditions.yaml up -d --wait app
docker compose -f conditions.yaml down -t 0
