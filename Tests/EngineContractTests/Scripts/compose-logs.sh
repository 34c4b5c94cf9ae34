docker pull -q busybox
docker compose -f logs.yaml up -d
eventually sh -c 'test $(docker compose -f logs.yaml ps -aq --status exited | wc -l) = 2'
docker compose -f logs.yaml logs one
docker compose -f logs.yaml logs --no-log-prefix --tail 1 two
docker compose -f logs.yaml logs -t one | wc -l
docker compose -f logs.yaml logs -f two
docker compose -f logs.yaml logs nosuch
docker compose -f logs.yaml down -t 0
