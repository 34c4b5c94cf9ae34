# long
docker pull -q busybox
docker run -d --name ri1 --init busybox sleep 300
docker inspect -f '{{.HostConfig.Init}} {{.Path}}' ri1
docker stop ri1
docker inspect -f '{{.State.ExitCode}}' ri1
docker run --rm --init busybox sh -c 'exit 6'
docker run --rm --init busybox nosuchcommand 2>&1 | sed 's/([0-9])/(N)/'
docker run -d --name ri2 --init busybox sh -c 'trap "echo got; exit 0" USR1; echo up; while :; do sleep 0.1; done'
eventually sh -c 'docker logs ri2 | grep -q up'
docker kill -s USR1 ri2
docker wait ri2
docker logs ri2
docker rm ri1 ri2
