docker pull -q busybox
docker run --name ex1 busybox sh -c 'echo text > /made; rm /etc/group'
docker diff ex1 | sort
docker export -o ex1.tar ex1
tar tf ex1.tar | grep -cx made
docker import -c 'CMD ["cat","/made"]' -c 'ENV A=b' -m note ex1.tar ex-imported:1 | cut -c1-7
docker run --rm ex-imported:1
docker inspect -f '{{json .Config.Cmd}} {{.Config.Env}}' ex-imported:1
docker history ex-imported:1 --format '{{.Comment}}'
docker rm ex1
docker rmi ex-imported:1 | grep Untagged
