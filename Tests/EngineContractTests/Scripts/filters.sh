# every engine
docker pull -q busybox
docker run -d --name f1 --label app=x --label tier=a busybox sleep 300
docker run -d --name f2 --label app=x --label tier=b busybox sleep 300
docker run --name f3 --label app=x busybox sh -c 'exit 7'
docker ps -q --filter label=app=x | wc -l
docker ps -a --filter label=app=x --filter exited=7 --format '{{.Names}}'
docker ps --filter label=app=x --filter label=tier=b --format '{{.Names}}'
docker ps -a --filter label=app=x --filter status=exited --format '{{.Names}} {{.Status}}'
docker ps -a --filter label=app=x --filter ancestor=busybox --format '{{.Names}}'
docker ps -a --filter 'name=^f1$' --format '{{.Names}}'
docker ps -a --filter label=app=x --filter before=f2 --format '{{.Names}}'
docker ps -a --filter label=app=x --filter since=f2 --format '{{.Names}}'
docker rm -f f1 f2 f3
