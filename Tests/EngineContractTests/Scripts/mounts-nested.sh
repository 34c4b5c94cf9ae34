# long
docker pull -q busybox
mkdir -p host/sub && echo host > host/f && echo sub > host/sub/g && chmod -R a+rwX host
docker run --rm -v $PWD/host:/m -v mn1:/m/sub busybox sh -c 'cat /m/f; ls /m/sub; echo v > /m/sub/v; ls /m/sub'
ls host/sub
docker run --rm --tmpfs /m --mount type=bind,src=$PWD/host,dst=/m/h,readonly busybox sh -c 'exec 2>&1; cat /m/h/f; touch /m/x; touch /m/h/x'
docker run --rm -v $PWD/host/f:/etc/motd busybox sh -c 'echo appended >> /etc/motd; rm /etc/motd'
cat host/f
docker run --rm -v $PWD/host/made:/x busybox sh -c 'ls /x; stat -c %F /x'
test -d host/made && echo made
docker inspect -f '{{json .Mounts}}' nosuch
docker run --rm -v "$PWD/host:/with space" busybox ls '/with space'
docker volume rm mn1
