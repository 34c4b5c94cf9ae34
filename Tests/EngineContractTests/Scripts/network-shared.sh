docker pull -q busybox
docker run -d --name ns1 busybox sh -c 'mkdir /w; echo page > /w/index.html; httpd -f -h /w -p 80'
eventually docker exec ns1 wget -qO- http://127.0.0.1/
docker run --rm --network container:ns1 busybox wget -qO- http://127.0.0.1/
docker run --rm --network container:ns1 busybox hostname | wc -l
docker run --rm --pid container:ns1 busybox ps -o comm | grep -c httpd
docker run --rm --link ns1:web busybox wget -qO- http://web/
docker run --rm --network container:nope busybox true
docker run --rm -p 80:80 --network container:ns1 busybox true
docker rm -f ns1
