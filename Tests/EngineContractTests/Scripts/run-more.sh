# long
docker pull -q busybox
docker run --rm --name rmo1 --env-file /dev/null -e A busybox sh -c 'echo "<$A>"'
docker run --rm --entrypoint '' busybox echo cleared
docker run --rm --entrypoint sh busybox -c 'echo $0 $1' zero one
docker run --rm --entrypoint nosuch busybox x
docker run --rm -w /made/new busybox pwd
docker run --rm --hostname h --domainname example.org busybox hostname
docker run --rm -u 0:50 busybox id -g
docker run --rm -u nosuchuser busybox id
docker run --rm -u root:nosuchgroup busybox id
docker run --rm busybox sh -c 'kill -TERM $$; sleep 0.2; echo still'
docker run --rm busybox sh -c 'sh -c "kill -9 \$\$"; echo $?' 2>/dev/null
docker run --rm busybox false
docker run --rm busybox sh -c 'exit 300'
docker run --rm busybox /bin
docker run --rm busybox ''
docker run --rm -a stdout busybox sh -c 'echo out; echo err >&2'
docker run --rm -a stderr busybox sh -c 'echo out; echo err >&2' 2>/dev/null
docker run -d --rm --name rmo2 busybox sleep 300
docker stop -t 0 rmo2
eventually sh -c '! docker inspect rmo2'
docker inspect rmo2
