docker pull -q redis:7
docker inspect -f '{{len .RepoDigests}}' redis:7
docker images --digests redis --format '{{.Repository}} {{.Digest}}' | cut -c1-13 | sort -u
docker pull -q $(docker inspect -f '{{index .RepoDigests 0}}' redis:7) | cut -c1-20
docker run --rm redis:7 redis-server --version | cut -c1-14
docker image inspect -f '{{.Architecture}}/{{.Os}}' redis:7
docker pull redis:7 | tail -1
