docker -H unix:///nowhere.sock ps
docker runn
docker run -p 99999:80 busybox true
docker pull library/Nginx
docker run
docker ps --nonsense
docker run --rm busybox-with-no-such-name-$$ true 2>&1 | head -1 | sed 's/[0-9]*:latest/N/'
docker stop
