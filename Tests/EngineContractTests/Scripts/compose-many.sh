# embedded gate
docker pull -q busybox
docker compose -f many.yaml build > build.log 2>&1
docker images --format '{{.Repository}}' | grep -c '^t-compose-many-'
docker compose -f many.yaml create > create.log 2>&1
docker compose -f many.yaml ps -a --format '{{.Service}} {{.State}}' | sort
docker compose -f many.yaml start > start.log 2>&1
docker wait $(docker compose -f many.yaml ps -aq) | sort | uniq -c
docker compose -f many.yaml logs 2>&1 | grep -c made
docker compose -f many.yaml down -v --rmi local 2>&1 | grep -c Removed
