# long
docker pull -q busybox
docker run -d --name xm1 -e BASE=base -w /tmp busybox sleep 300
docker exec xm1 sh -c 'pwd; echo $BASE; echo $0 $#' one two
printf 'A=1\nB=two words\n' > x.env; docker exec --env-file x.env -e A=9 xm1 sh -c 'echo $A-$B'
docker exec -u 1000:50 xm1 id
docker exec -u nobody:50 xm1 sh -c 'id -u; id -g'
docker exec -w /nosuch xm1 pwd
seq 1 5000 | docker exec -i xm1 wc -l
printf 'exec 2>&1\necho line one\necho line two >&2\nexit 3\n' | docker exec -i xm1 sh
docker exec xm1 sh -c 'kill -9 $$'
docker exec xm1 seq 1 3000 | tail -1
docker exec -d xm1 nosuchcommand
docker exec --privileged=false xm1 true
docker rm -f xm1
