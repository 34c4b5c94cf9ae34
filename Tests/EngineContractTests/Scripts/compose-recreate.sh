# long
docker pull -q busybox
docker compose -f profiles.yaml up -d
docker compose -f profiles.yaml up -d
MODE=changed docker compose -f profiles.yaml up -d
docker compose -f profiles.yaml exec -T web sh -c 'echo $MODE'
MODE=other docker compose -f profiles.yaml up -d --no-recreate
docker compose -f profiles.yaml exec -T web sh -c 'echo $MODE'
printf 'services:\n  other:\n    image: busybox\n    command: sleep 300\n    stop_signal: SIGKILL\n' > other.yaml
docker compose -f other.yaml up -d 2>&1 | grep -v level=warning
docker compose -f other.yaml up -d --remove-orphans
docker compose -f other.yaml ps -a --format '{{.Service}}'
docker compose -f other.yaml up -d --scale other=2
docker compose -f other.yaml kill -s TERM other
docker compose -f other.yaml rm -fs
docker compose -f other.yaml down
