# every engine
docker pull -q busybox
docker compose -f many.yaml build > build.log 2>&1
grep -c '^Successfully tagged' build.log
docker compose -f many.yaml create > create.log 2>&1
docker compose -f many.yaml ps -a --format '{{.Service}} {{.State}}' | sort
docker compose -f many.yaml up 2>&1 | grep -c made
docker compose -f many.yaml up -d --build --force-recreate > up.log 2>&1
docker compose -f many.yaml ps -a --format '{{.Service}}' | sort
docker compose -f many.yaml down -v --rmi local 2>&1 | grep -c Removed
