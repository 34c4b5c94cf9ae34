docker pull -q busybox
script -qec 'stty cols 71 rows 19; docker run --rm -it busybox sh -c "sleep 0.5; stty size; tty"' /dev/null </dev/null
script -qec 'docker run --rm -t busybox ls -d /etc' /dev/null </dev/null
docker run --rm -t busybox sh -c 'echo out; echo err >&2' | od -c | head -3
docker run --rm -it busybox true
docker run -d --name tt1 busybox sleep 300
script -qec 'stty cols 63 rows 17; docker exec -it tt1 sh -c "sleep 0.5; stty size; exit 4"' /dev/null </dev/null
docker exec -t tt1 sh -c 'test -t 1 && echo terminal'
docker exec tt1 sh -c 'test -t 1 || echo pipe'
docker rm -f tt1
