# long
docker pull -q busybox
docker network create hb1
docker run -d --name hb-c --network hb1 busybox sleep 300
docker run -d --name hb-web --network hb1 busybox sh -c 'mkdir /www; echo "<p>page</p>" > /www/index.html; echo text > /www/t.txt; exec httpd -f -v -h /www -p 8080'
eventually docker exec hb-web wget -qO- http://127.0.0.1:8080/
docker exec hb-c wget -qO- http://hb-web:8080/
docker exec hb-c wget -qO- http://hb-web:8080/t.txt
docker exec hb-c wget -qO- http://hb-web:8080/nosuch
docker exec hb-c wget -qO- http://hb-web:9/ 2>&1 | sed 's/([0-9.]*)/(IP)/'
docker exec hb-c wget -qO- http://nosuchhost/
docker exec hb-c sh -c 'printf "GET /t.txt HTTP/1.0\r\n\r\n" | nc hb-web 8080 | head -1'
docker exec hb-c wget -q --spider http://hb-web:8080/
docker exec hb-web sh -c 'cd /tmp && wget -q http://hb-web:8080/t.txt && cat t.txt'
docker rm -f hb-web hb-c
docker network rm hb1
