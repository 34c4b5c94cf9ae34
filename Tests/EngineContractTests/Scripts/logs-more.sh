# embedded gate
# long
docker pull -q busybox
docker run --name lm1 -t busybox sh -c 'echo out; echo err >&2; printf partial'
docker logs lm1 2>/dev/null | od -c | head -4
docker run --name lm2 --log-driver none busybox echo hidden
docker logs lm2
docker run --name lm3 busybox sh -c 'echo a; echo; printf "no newline"'
docker logs lm3
docker logs --tail 1 lm3
docker logs --tail nan lm3
docker logs --since nonsense lm3
docker logs --since 2099-01-01T00:00:00 lm3
docker logs --until 2020-01-01T00:00:00 lm3
docker start -a lm3
docker logs lm3 | wc -l
docker logs -t lm3 | cut -c1-4 | sort -u | wc -l
docker create --name lm4 --log-opt max-size=1k --log-opt max-file=2 busybox true
docker inspect -f '{{json .HostConfig.LogConfig}}' lm4
docker logs lm4
docker rm lm1 lm2 lm3 lm4
