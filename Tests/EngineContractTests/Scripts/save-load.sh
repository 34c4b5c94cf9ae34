docker pull -q busybox
docker tag busybox sl/one:1
docker tag busybox sl/two:2
docker save sl/one:1 sl/two:2 | gzip > both.tar.gz
docker rmi sl/one:1 sl/two:2
docker load -q < both.tar.gz | sort
docker images --filter 'reference=sl/*' --format '{{.Repository}}:{{.Tag}}' | sort
gunzip -c both.tar.gz > whole.tar; head -c $(($(wc -c < whole.tar) / 2)) whole.tar > cut.tar; docker load -q -i cut.tar
docker save nosuch:1 -o none.tar
docker run --rm sl/two:2 echo loaded
docker rmi sl/one:1 sl/two:2
