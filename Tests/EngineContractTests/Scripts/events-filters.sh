# embedded gate
# long
docker pull -q busybox
docker create --name ef1 --label lesson=ef busybox sh -c 'exit 3'
docker start -a ef1
docker rename ef1 ef2
docker tag busybox ef-image:1
docker rmi ef-image:1
docker rm ef2
sleep 1
docker events --since 1m --until 0s --filter label=lesson=ef --format '{{.Action}}'
docker events --since 1m --until 0s --filter label=lesson=ef --filter event=create --filter event=destroy --format '{{.Type}} {{.Action}} {{.Scope}}'
docker events --since 1m --until 0s --filter label=lesson=ef --filter event=rename --format '{{.Actor.Attributes.oldName}} {{.Actor.Attributes.name}}'
docker events --since 1m --until 0s --filter label=lesson=ef --filter event=die --format '{{json .Actor.Attributes}}' | python3 -c 'import json,sys; print(sorted(k for k in json.load(sys.stdin) if k[:4] != "org."))'
docker events --since 1m --until 0s --filter type=image --filter event=tag --format '{{.Actor.Attributes.name}}' | grep ef-image
