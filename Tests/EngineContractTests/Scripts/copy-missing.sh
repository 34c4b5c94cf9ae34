# embedded gate
docker pull -q busybox
docker create --name cm1 busybox
docker run -d --name cm2 busybox sleep 300
docker cp hello.txt cm1:/nodir/x
docker cp hello.txt cm2:/nodir/x
docker cp hello.txt cm1:/etc/passwd/x
docker cp hello.txt cm2:/tmp/ && docker exec cm2 cat /tmp/hello.txt
docker rm -f cm1 cm2
