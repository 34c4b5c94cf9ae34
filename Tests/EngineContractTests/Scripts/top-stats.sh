docker pull -q busybox
docker run -d --name ts1 busybox sh -c 'sleep 301 & sleep 302'
docker top ts1 | wc -l
docker top ts1 -o args | tail -n +2 | sort
docker top ts1 -eo comm | head -1
docker stats --no-stream --format '{{.Name}} {{.PIDs}}' ts1
docker stats --no-stream ts1 | head -1 | tr -s ' '
docker stats --no-stream nope
docker stop -t 0 ts1
docker top ts1
docker rm ts1
