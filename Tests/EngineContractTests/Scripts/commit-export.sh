# every engine
docker pull -q busybox
docker run --name ce1 busybox sh -c 'echo changed > /file'
docker diff ce1 | sort
docker commit -m note -c 'ENV A=1' ce1 committed:1 | cut -c1-7
docker run --rm committed:1 sh -c 'cat /file; echo $A'
docker export ce1 | tar tf - | grep -x file
docker export ce1 | docker import - imported:1 | cut -c1-7
docker run --rm imported:1 cat /file
docker save committed:1 -o saved.tar
docker rmi -f committed:1 >/dev/null
docker load -i saved.tar
docker run --rm committed:1 cat /file
docker rm ce1
docker rmi -f committed:1 imported:1 >/dev/null
