# every engine
docker pull -q busybox
docker tag busybox my/box:1
docker tag my/box:1 my/box:2
docker images my/box --format '{{.Repository}}:{{.Tag}}' | sort
docker image inspect -f '{{json .RepoTags}} {{.Os}}' my/box:1 | grep -c my/box
docker run --rm my/box:2 echo tagged
docker rmi my/box:1
docker images my/box --format '{{.Repository}}:{{.Tag}}'
docker rmi my/box:2
docker images my/box -q
docker history busybox --format '{{.CreatedBy}}' | wc -l
