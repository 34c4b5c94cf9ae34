python3 registry.py 18343 & echo $! > registry.pid; disown
eventually curl -s http://127.0.0.1:18343/v2/
docker login -u student -p wrong 127.0.0.1:18343
grep -c 18343 "$DOCKER_CONFIG/config.json"
docker login -u student -p right 127.0.0.1:18343
echo right | docker login -u student --password-stdin 127.0.0.1:18343
grep -c 18343 "$DOCKER_CONFIG/config.json"
docker logout 127.0.0.1:18343
docker login -u student -p right 127.0.0.1:18342
kill -9 $(cat registry.pid)
