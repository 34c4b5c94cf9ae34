# every engine
docker pull -q busybox
docker create --name cp1 busybox
docker cp hello.txt cp1:/tmp/
docker cp cp1:/tmp/hello.txt back.txt
cat back.txt
docker cp cp1:/etc/group - | tar tf -
mkdir -p folder/sub && echo deep > folder/sub/f
docker cp folder cp1:/root/
docker cp cp1:/root/folder/sub/f - | tar xOf -
docker cp nosuch.txt cp1:/tmp/
docker diff cp1 | sort
docker rm cp1
