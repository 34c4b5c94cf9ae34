docker pull -q redis:7
# A mirror's name may stand beside its own.
digest=$(docker inspect -f '{{join .RepoDigests "\n"}}' redis:7 | grep '^redis@')
echo "$digest" | wc -l
docker images --digests redis --format '{{.Repository}} {{.Digest}}' | cut -c1-13 | sort -u
docker pull -q "$digest" | cut -c1-20
docker run --rm redis:7 redis-server --version | cut -c1-14
docker image inspect -f '{{.Architecture}}/{{.Os}}' redis:7
docker pull redis:7 | tail -1
