# embedded gate
# long
docker pull -q busybox
printf 'FROM busybox\nLABEL lesson=rmi\nRUN echo 1 > /rmi\n' | docker build -q -t rmim:1 - | cut -c1-7
docker tag rmim:1 rmim:2 && docker tag rmim:1 rmim-other:1
docker rmi $(docker images -q rmim:1) 2>&1 | sed 's/[0-9a-f]\{12\}/ID/'
docker rmi rmim:1
docker run --name rm-c rmim:2 true
docker rmi -f rmim:2 rmim-other:1 | grep Untagged
docker inspect -f '{{.Config.Image}}' rm-c
docker start -a rm-c
docker rm rm-c
docker images -a --filter label=lesson=rmi -q | wc -l
docker image prune -f --filter label=lesson=rmi | grep -c deleted
docker rmi nosuch:1 nosuch:2
docker rmi
