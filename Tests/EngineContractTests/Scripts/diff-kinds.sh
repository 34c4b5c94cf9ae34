# long
docker pull -q busybox
docker run --name dk1 busybox sh -c 'mkdir /new; echo a > /new/f; rm /etc/group; echo x >> /etc/passwd; ln -s f /new/l; chmod 700 /tmp'
docker diff dk1 | sort
docker start -a dk1
docker diff dk1 | sort | head -3
docker run --name dk2 busybox sh -c 'touch /x; rm /x; mkdir -p /d/e; rmdir /d/e'
docker diff dk2
docker create --name dk3 -v /vol busybox true
docker diff dk3
docker start -a dk3
docker diff dk3
docker diff nope
docker rm -v dk1 dk2 dk3
