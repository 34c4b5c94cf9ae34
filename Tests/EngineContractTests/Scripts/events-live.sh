docker pull -q busybox
command docker events --filter container=evl1 --format '{{.Action}}' > seen 2>&1 & echo $! > pid; disown; sleep 1
docker run --name evl1 busybox true
docker start -a evl1
docker rm evl1
eventually grep -q destroy seen
kill -9 $(cat pid)
cat seen
docker ps -a --filter 'name=^evl1$' -q
