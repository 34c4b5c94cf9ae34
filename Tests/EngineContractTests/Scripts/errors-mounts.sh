docker pull -q busybox
docker run --rm --mount type=bind,source=$PWD/nosuch,target=/x busybox true 2>&1 | sed "s,$PWD,HERE,"
docker run --rm -v relative/folder:/x busybox true
docker run --rm --mount type=volume,target=/x busybox ls -d /x
docker run --rm --mount type=volume,source=em1 busybox true
docker run --rm --mount type=tmpfs,target=relative busybox true
docker run --rm -v /only busybox ls -d /only
docker run --rm -v em1:/x:nosuchmode busybox true
docker volume inspect nope
docker volume rm em1
