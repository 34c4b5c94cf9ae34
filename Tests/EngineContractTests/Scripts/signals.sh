docker pull -q busybox
docker run -d --name sg1 busybox sh -c 'trap "echo caught; exit 7" TERM; echo up; while :; do sleep 0.1; done'
eventually sh -c 'docker logs sg1 | grep -q up'
docker stop sg1
docker wait sg1
docker logs sg1
docker run -d --name sg2 --stop-signal HUP busybox sh -c 'trap "echo hup; exit 8" HUP; echo up; while :; do sleep 0.1; done'
eventually sh -c 'docker logs sg2 | grep -q up'
docker stop sg2
docker inspect -f '{{.State.ExitCode}} {{.Config.StopSignal}}' sg2
docker kill -s HUP sg2
docker start sg2
docker kill -s NOPE sg2
docker kill -s 9 sg2
docker inspect -f '{{.State.ExitCode}}' sg2
docker rm -f sg1 sg2
