# every engine
docker pull -q busybox
docker run --name evt1 --label lesson=events busybox true
docker rm evt1
sleep 1
docker events --since 1m --until 0s --filter container=evt1 --format '{{.Type}} {{.Action}}' | grep -v exec
docker events --since 1m --until 0s --filter label=lesson=events --filter event=die --format '{{.Action}} {{.Actor.Attributes.name}}'
docker events --since 1m --until 0s --filter type=container --filter label=lesson=events --format '{{.Actor.Attributes.image}}' | sort -u
docker events --since 1m --until 0s --filter type=nosuch --filter label=lesson=events
