docker pull -q busybox
docker run -d --name lf1 busybox sh -c 'for i in 1 2 3; do echo line $i; sleep 0.3; done; exit 2'
docker logs -f lf1
docker logs --tail 1 lf1
docker logs --tail 0 lf1
sleep 1
docker logs --since 10m --until 0s lf1
docker logs --until 10m lf1
docker logs -ft lf1 | wc -l
docker logs --details lf1
docker inspect -f '{{.State.ExitCode}}' lf1
docker rm lf1
