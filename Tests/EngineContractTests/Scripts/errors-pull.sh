# every engine
docker image inspect nosuchimage:9
docker run nosuchimage123:9 true 2>&1 | head -1
docker pull Upper
docker tag nosuch:1 other:1
docker push nosuch/repo:1 2>&1 | head -0
docker images -q nosuchimage
