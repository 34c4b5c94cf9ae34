# long
# not behind the gate: it lengthens intervals
docker pull -q busybox
docker run -d --name hlg1 --health-cmd 'echo probing; exit 1' --health-interval 1s --health-retries 1 --health-timeout 5s busybox sleep 300
docker inspect -f '{{.State.Health.Status}} {{.State.Health.FailingStreak}} {{len .State.Health.Log}}' hlg1
eventually sh -c 'test $(docker inspect -f "{{.State.Health.Status}}" hlg1) = unhealthy'
docker inspect -f '{{with index .State.Health.Log 0}}{{.ExitCode}} {{.Output}}{{end}}' hlg1
docker ps --filter health=unhealthy --filter 'name=^hlg1$' --format '{{.Names}}'
docker stop -t 0 hlg1
docker inspect -f '{{.State.Health.Status}}' hlg1
docker run -d --name hlg2 --no-healthcheck --health-cmd true busybox true
docker run -d --name hlg2 --health-cmd true --health-interval 1ns busybox true
docker ps --filter health=none --filter 'name=^hlg' -q
docker rm -f hlg1
