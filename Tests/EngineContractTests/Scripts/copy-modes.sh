# long
docker pull -q busybox
docker run -d --name cm1 busybox sleep 300
printf 'run\n' > tool && chmod 755 tool && docker cp tool cm1:/usr/bin/tool
docker exec cm1 stat -c '%a %u' /usr/bin/tool
docker cp -q hello.txt cm1:/new-name
docker exec cm1 cat /new-name
docker exec cm1 mkdir -p /dir/sub && docker cp hello.txt cm1:/dir/sub
docker cp cm1:/dir . && find dir | sort
docker cp cm1:/dir/. flat && ls flat
docker cp hello.txt cm1:/tmp/nosuch/name
docker cp cm1:/etc/hostname - | tar tf -
docker cp hello.txt copy.txt
docker cp cm1:/a cm1:/b
docker cp -L cm1:/proc/nosuch .
docker exec cm1 sh -c 'ln -s /etc /e; echo secret > /etc/secret' && docker cp cm1:/e/secret - | tar xOf -
docker rm -f cm1
