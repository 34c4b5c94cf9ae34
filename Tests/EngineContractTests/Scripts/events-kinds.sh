docker pull -q busybox
docker network create --label lesson=evk evk-net
docker volume create evk-vol
docker run --rm --name evk-c --network evk-net -v evk-vol:/v busybox true
docker network rm evk-net
docker volume rm evk-vol
sleep 1
docker events --since 2m --until 0s --filter container=evk-c --format '{{.Action}}' | grep -v exec
docker events --since 2m --until 0s --filter type=network --filter network=evk-net --format '{{.Action}}'
docker events --since 2m --until 0s --filter volume=evk-vol --format '{{.Type}} {{.Action}}'
docker events --since 2m --until 0s --filter container=evk-c --filter event=die --format '{{.Actor.Attributes.exitCode}} {{.Actor.Attributes.name}}'
