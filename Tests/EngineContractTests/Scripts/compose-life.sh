docker pull -q busybox
docker compose -f profiles.yaml create
docker compose -f profiles.yaml ps -a --format '{{.Service}} {{.State}}'
docker compose -f profiles.yaml start
docker compose -f profiles.yaml pause
docker compose -f profiles.yaml ps --format '{{.Service}} {{.State}}'
docker compose -f profiles.yaml unpause
docker compose -f profiles.yaml restart -t 0
docker compose -f profiles.yaml kill
docker compose -f profiles.yaml ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}'
docker compose -f profiles.yaml rm -f
docker compose -f profiles.yaml ps -aq
docker compose -f profiles.yaml down
