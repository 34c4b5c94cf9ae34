# long
docker pull -q busybox
printf 'FROM busybox\nRUN mkdir /data && echo image > /data/f && chmod 700 /data\nVOLUME /data\n' | docker build -q -t vpop:1 - | cut -c1-7
docker run --rm -v vp1:/data vpop:1 sh -c 'cat /data/f; stat -c %a /data; echo changed > /data/f'
docker run --rm -v vp1:/data vpop:1 cat /data/f
docker run --rm -v vp2:/data:nocopy vpop:1 ls /data
docker run --rm --mount type=volume,src=vp3,dst=/data,volume-nocopy vpop:1 ls /data
docker run --rm --mount type=volume,src=vp3,dst=/etc busybox sh -c 'ls /etc/passwd'
docker run --rm vpop:1 cat /data/f
docker run --rm --tmpfs /data vpop:1 ls /data
docker run --rm -v vp1:/data:ro vpop:1 sh -c 'echo x > /data/f'
docker run --rm -v vp1:/data --read-only vpop:1 sh -c 'echo y > /data/f && cat /data/f'
docker volume rm vp1 vp2 vp3
docker rmi vpop:1 | grep Untagged
