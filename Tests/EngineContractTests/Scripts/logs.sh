# every engine
docker pull -q busybox
docker run --name l1 busybox sh -c 'for i in 1 2 3 4 5; do echo line $i; done; sleep 1; echo err >&2'
docker logs l1 2>/dev/null
docker logs l1 >/dev/null
docker logs --tail 2 l1 2>/dev/null
docker logs -t l1 2>/dev/null
docker logs -f l1 2>/dev/null
docker logs --since 1h l1 2>/dev/null
docker rm l1
