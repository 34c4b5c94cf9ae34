# long
docker pull -q busybox
docker create --name le1 busybox sleep 300
docker pause le1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker unpause le1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker kill le1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker stop le1
docker exec le1 true 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker attach le1
docker top le1 2>&1 | sed 's/[0-9a-f]\{64\}/ID/'
docker stats --no-stream --format '{{.Name}} {{.CPUPerc}} {{.PIDs}}' le1
docker start le1
docker start le1
docker pause le1
docker stop -t 0 le1
docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' le1
docker start le1 && docker pause le1
docker restart -t 0 le1
docker inspect -f '{{.State.Status}}' le1
docker pause le1 && docker rm le1 2>&1 | tail -1
docker rm -f le1
docker rm -f nosuch
