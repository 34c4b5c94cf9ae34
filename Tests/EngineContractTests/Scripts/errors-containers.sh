# every engine
docker pull -q busybox
docker start nope
docker stop nope
docker kill nope
docker logs nope
docker exec nope true
docker rm nope
docker inspect nope
docker top nope
docker port nope
docker cp nope:/x .
docker run -d --name e1 busybox sleep 300
docker rm e1
docker kill -s NOPE e1
docker cp e1:/nofile .
docker run --memory 1m busybox true
docker run --restart sometimes busybox true
docker run -v a/b:/x busybox true
docker rm -f e1
docker kill e1
