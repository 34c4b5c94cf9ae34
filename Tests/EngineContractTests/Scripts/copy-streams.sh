docker pull -q busybox
docker create --name cs1 busybox sleep 300
tar cf - hello.txt | docker cp - cs1:/root
docker cp cs1:/root/hello.txt - | tar xOf -
mkdir -p deep/er && echo one > deep/er/one && ln -s er/one deep/link
docker cp deep cs1:/
docker cp cs1:/deep/link - | tar tvf - | cut -c1
docker cp -L cs1:/deep/link - | tar xOf -
docker cp deep/. cs1:/var
docker cp cs1:/var/er/one -  | tar tf -
docker cp cs1:/nofile .
docker cp hello.txt cs1:/no/such/folder/ 2>&1 | grep -v level=error
docker cp -a cs1:/deep copied && cat copied/er/one
docker start cs1
docker exec cs1 cat /root/hello.txt
docker rm -f cs1
