# long
docker pull -q busybox
printf 'lesson=cid\nnote=from a file\n' > labels
docker create --cidfile id --label-file labels --name cid1 busybox true | wc -c
docker inspect -f '{{.Name}} {{json .Config.Labels}}' $(cat id)
docker create --cidfile id busybox true
docker ps -a --filter id=$(cut -c1-10 id) --format '{{.Names}} {{.Label "note"}}'
docker ps -a --filter label=lesson=cid --filter label=nosuch -q
docker rm $(cut -c1-12 id) | wc -c
docker rm cid1
