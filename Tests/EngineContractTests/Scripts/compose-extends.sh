# long
docker pull -q busybox
WHO=someone docker compose -f more.yaml up -d
docker compose -f more.yaml exec -T base sh -c 'echo $WHO $FIXED $(hostname) $(pwd) $(id -u)'
docker compose -f more.yaml exec -T child sh -c 'echo $WHO $FIXED; ulimit -n; ls -d /scratch; ps -o comm | grep -c init'
docker inspect -f '{{.HostConfig.Init}} {{index .Config.Labels "role"}} {{index .Config.Labels "com.docker.compose.service"}}' $COMPOSE_PROJECT_NAME-child-1
docker compose -f more.yaml ps --services | sort
docker compose -f more.yaml ps --filter status=running --format '{{.Service}}' | sort
docker compose -f more.yaml run --rm -T once
docker compose -f more.yaml restart -t 0 base
docker compose -f more.yaml ps --format '{{.Service}} {{.State}}' | sort
docker compose -f more.yaml --profile jobs down -t 0
