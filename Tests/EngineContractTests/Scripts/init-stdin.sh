docker pull -q busybox
docker run --rm --init busybox sh -c 'ps -o comm | grep -c init'
printf 'a\nb\nc\n' | docker run --rm -i busybox wc -l
docker run --rm busybox wc -l
seq 1 20000 | docker run --rm -i busybox sh -c 'wc -c'
docker run --rm busybox seq 1 20000 | tail -1
docker run --rm -i busybox sh < hello.txt
echo 'echo from stdin; exit 6' | docker run --rm -i busybox sh
docker run -d -i --name is1 busybox cat
docker rm -f is1
