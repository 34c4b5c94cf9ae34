docker pull -q busybox
docker run --name prs1 --label lesson=prs busybox true
docker network create --label lesson=prs prs-net
printf 'FROM busybox\nLABEL lesson=prs\nRUN echo 1 > /p\n' | docker build -q -t prs:1 - | cut -c1-7
printf 'FROM busybox\nLABEL lesson=prs\nRUN echo 2 > /p\n' | docker build -q -t prs:1 - | cut -c1-7
alone docker system prune -f --filter label=lesson=prs 2>&1 | grep -E '^Deleted|prs-net'
docker ps -a --filter label=lesson=prs -q
docker network ls --filter label=lesson=prs -q
docker images --filter label=lesson=prs --format '{{.Repository}}'
alone docker system df -v --format '{{json .}}' | wc -l
docker rmi prs:1 | grep Untagged
alone docker builder prune -f | head -0
