# long
docker pull -q busybox
docker run -d --name sm1 --stop-signal USR1 --stop-timeout 0 busybox sleep 300
docker inspect -f '{{.Config.StopSignal}} {{.Config.StopTimeout}}' sm1
docker stop sm1
docker inspect -f '{{.State.ExitCode}} {{.State.OOMKilled}} {{.State.Dead}} {{.State.Pid}}' sm1
docker stop sm1
docker start sm1
docker stop -s KILL sm1
docker restart -s NOPE sm1
docker run -d --name sm2 busybox sh -c 'trap "exit 0" TERM; echo up; while :; do sleep 0.1; done'
eventually sh -c 'docker logs sm2 | grep -q up'
docker kill -s TERM sm2
docker wait sm2
docker kill sm2 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker start sm1 sm2 nope
docker stop -t 0 sm1 sm2 nope
docker rm sm1 sm2
