# every engine
docker pull -q busybox
docker version --format '{{.Server.Os}} {{.Server.APIVersion}}'
docker info --format '{{.OSType}} {{.Swarm.LocalNodeState}}'
docker plugin ls
docker runn
docker swarm ca 2>&1 | head -0
alone docker system df --format '{{.Type}}'
docker inspect nope
docker inspect --type image nope
docker inspect --type volume nope
docker inspect --type network nope
