docker pull -q busybox
python3 registry.py 18341 & echo $! > registry.pid; disown
eventually curl -s http://127.0.0.1:18341/v2/
docker pull 127.0.0.1:18341/nosuch
docker pull 127.0.0.1:18341/known:9.9
docker pull 127.0.0.1:18341/limited:1
docker pull 127.0.0.1:18342/x
docker run --rm 127.0.0.1:18341/nosuch:1 true
docker push 127.0.0.1:18341/nosuch:1
kill -9 $(cat registry.pid)
