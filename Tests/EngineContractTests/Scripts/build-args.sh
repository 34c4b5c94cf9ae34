docker pull -q busybox
printf 'ARG TAG=latest\nFROM busybox:$TAG\nARG WHO=nobody\nENV WHO=$WHO\nRUN echo built for $WHO > /w\nCMD cat /w; echo $WHO\n' > ba.Dockerfile
docker build -q -f ba.Dockerfile -t bargs:1 . | cut -c1-7
docker run --rm bargs:1
docker build -q --build-arg WHO=gophers -f ba.Dockerfile -t bargs:2 . | cut -c1-7
docker run --rm bargs:2
docker run --rm -e WHO=later bargs:2
docker build --build-arg UNKNOWN=1 -f ba.Dockerfile -t bargs:3 . 2>&1 | grep -i -c 'not consumed'
docker build -q --label a=b --build-arg WHO=x -f ba.Dockerfile -t bargs:3 . | cut -c1-7
docker inspect -f '{{json .Config.Labels}}' bargs:3
docker rmi bargs:1 bargs:2 bargs:3 | grep -c Untagged
