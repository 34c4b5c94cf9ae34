# long
docker pull -q busybox
docker compose -f more.yaml run --rm -T --no-deps -e WHO=given child sh -c 'echo $WHO'
docker compose -f more.yaml run --rm -T --no-deps --entrypoint echo base replaced
docker compose -f more.yaml run -d --no-deps --name $COMPOSE_PROJECT_NAME-named base sleep 200
docker ps --filter name=$COMPOSE_PROJECT_NAME-named --format '{{.Names}} {{.Label "com.docker.compose.oneoff"}}'
docker compose -f more.yaml ps -a --format '{{.Service}}'
docker compose -f more.yaml run --rm -T --no-deps -u root -w / base sh -c 'id -u; pwd'
docker compose -f more.yaml run --rm -T --no-deps nosuch true
docker compose -f more.yaml run --rm -T --no-deps base sh -c 'exit 9'
echo typed | docker compose -f more.yaml run --rm -T --no-deps -i base cat
docker rm -f $COMPOSE_PROJECT_NAME-named
docker compose -f more.yaml down -t 0
