docker pull -q busybox
docker volume create --opt type=tmpfs --opt device=tmpfs --opt o=size=8m --label lesson=vm vm1
docker run --rm -v vm1:/m busybox sh -c 'df -k /m | tail -1 | tr -s " " | cut -d" " -f2'
docker volume inspect -f '{{.Driver}} {{json .Labels}}' vm1
docker run --rm --tmpfs /t:size=4m busybox sh -c 'df -k /t | tail -1 | tr -s " " | cut -d" " -f2'
docker run --rm --mount type=tmpfs,dst=/t,tmpfs-size=2m busybox sh -c 'df -k /t | tail -1 | tr -s " " | cut -d" " -f2'
docker volume ls --filter label=lesson=vm --format '{{.Name}}'
docker volume create vm1
docker volume rm vm1
