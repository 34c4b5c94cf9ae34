# long
# not behind the gate: it refuses mounts in its own words
docker pull -q busybox
docker volume create 'bad name'
docker volume create a
docker volume inspect nosuch
docker volume rm nosuch
docker volume rm -f nosuch
docker volume ls --filter nosuch=1
docker volume create ve1
docker run --rm -v ve1:relative busybox true
docker run --rm -v ve1:/ busybox true
docker run --rm -v ve1:/a:ro,rw busybox true
docker run --rm -v :/a busybox true
docker run --rm --mount type=nosuch,dst=/a busybox true
docker run --rm --mount src=ve1 busybox true
docker run --rm --mount type=volume,src=ve1,dst=/a,nosuch=1 busybox true
docker run --rm -v ve1:/a -v ve1:/a busybox true
docker run --rm --volumes-from nosuch busybox true
docker volume rm ve1
