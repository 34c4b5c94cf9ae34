# every engine
docker pull -q busybox
docker run -d --name x1 busybox sleep 300
docker exec x1 sh -c 'echo err >&2; exit 5'
echo piped | docker exec -i x1 cat
docker exec -e A=b -w /tmp x1 sh -c 'echo $A; pwd'
docker exec -d x1 touch /made
docker exec x1 ls /made
docker exec x1 ls /nope
docker exec -u nobody x1 id -un
docker pause x1
docker exec x1 true
docker unpause x1
docker stop -t 0 x1
docker exec x1 true
docker rm x1
