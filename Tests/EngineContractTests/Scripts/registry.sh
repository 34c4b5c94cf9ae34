docker pull -q busybox
python3 registry.py 18341 & echo $! > registry.pid
eventually curl -s http://127.0.0.1:18341/v2/
docker pull 127.0.0.1:18341/nosuch
docker pull 127.0.0.1:18341/known:9.9
docker pull 127.0.0.1:18341/limited:1
docker pull 127.0.0.1:18342/x
docker run --rm 127.0.0.1:18341/nosuch:1 true
docker tag busybox 127.0.0.1:18341/refused:1
docker push 127.0.0.1:18341/refused:1 2>&1 | tail -1
docker push 127.0.0.1:18341/nosuch:1
docker login -u student -p wrong 127.0.0.1:18341 2>&1 | grep -v -i warning
docker login -u student -p right 127.0.0.1:18341 2>&1 | grep -v -i warning | tail -1
docker logout 127.0.0.1:18341
docker rmi 127.0.0.1:18341/refused:1
kill -9 $(cat registry.pid)
