# every engine
docker pull -q busybox
docker volume create vol1
docker volume create --label a=b vol2
docker run --rm -v vol1:/d busybox sh -c 'echo kept > /d/f'
docker run --rm -v vol1:/d:ro busybox cat /d/f
docker run --rm -v vol1:/d:ro busybox touch /d/g
docker run --rm --mount type=volume,src=vol2,dst=/m busybox sh -c 'touch /m/x; ls /m'
docker volume ls --filter name=vol1 --format '{{.Name}} {{.Driver}}'
docker volume ls --filter label=a=b --format '{{.Name}}'
docker volume inspect -f '{{.Name}} {{json .Labels}}' vol2
docker run -d --name vc -v /anonymous busybox sleep 300
docker inspect -f '{{range .Mounts}}{{.Type}} {{.Destination}}{{end}}' vc
docker rm -fv vc
docker run --rm --tmpfs /t busybox sh -c 'touch /t/x && ls /t'
docker volume rm vol1 vol2
