docker pull -q busybox
docker volume create vs1
docker run -d --name vs-a -v vs1:/data busybox sleep 300
docker exec vs-a sh -c 'echo shared > /data/f'
docker run --rm --volumes-from vs-a busybox cat /data/f
docker run --rm --volumes-from vs-a:ro busybox touch /data/g
docker volume ls --filter dangling=true --filter name=vs1 -q
docker volume rm vs1
docker rm -f vs-a
docker volume ls --filter dangling=true --filter name=vs1 -q
docker run --rm -v vs1:/etc busybox cat /etc/hostname | wc -l
docker volume rm -f vs1 nosuchvolume
