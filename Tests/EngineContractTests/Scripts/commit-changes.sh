docker pull -q busybox
docker run --name cc1 -e A=1 busybox sh -c 'echo kept > /kept'
docker commit cc1 cc-img:1 | cut -c1-7
docker run --rm cc-img:1 cat /kept
docker commit -a author -m message -c 'CMD ["cat", "/kept"]' -c 'WORKDIR /tmp' cc1 cc-img:2 | cut -c1-7
docker inspect -f '{{.Author}} {{.Comment}} {{json .Config.Cmd}} {{.Config.WorkingDir}}' cc-img:2
docker run --rm cc-img:2
docker commit -c 'NOSUCH x' cc1 cc-img:3
docker commit nope cc-img:3
docker rm cc1
docker rmi cc-img:1 cc-img:2 | grep -c Untagged
