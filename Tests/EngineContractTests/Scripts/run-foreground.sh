# every engine
docker pull -q busybox
docker run --rm busybox echo hello
docker run --rm busybox sh -c 'echo err >&2; exit 3'
echo input | docker run --rm -i busybox cat
docker run --rm -e A=1 -e B busybox sh -c 'echo $A-$B'
docker run --rm -w /tmp busybox pwd
docker run --rm -u 1000:1000 busybox id -u
docker run --rm --entrypoint /bin/echo busybox overridden
docker run --rm --hostname box busybox hostname
docker run --rm busybox nosuchcommand
docker run --rm busybox /etc/passwd
docker run --rm --workdir relative busybox true
docker run --rm --user nosuchuser busybox true
