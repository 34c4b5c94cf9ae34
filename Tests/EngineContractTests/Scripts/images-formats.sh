# long
# not behind the gate: its patterns for images know no question mark
docker pull -q busybox
docker tag busybox imfo:a && docker tag busybox imfo:b
docker images imfo --format '{{.Repository}} {{.Tag}}' | sort
docker images imfo --format 'table {{.Repository}}\t{{.Tag}}' | head -1 | tr -s ' '
docker images -q --no-trunc imfo | sort -u | cut -c1-7
docker images imfo:a --format json | grep -o '"Tag":"[^"]*"'
docker images 'im?o' -q | wc -l
docker images --filter reference=imfo:a --filter reference=imfo:b -q | wc -l
docker images imfo:nosuch
docker images --filter dangling=perhaps
docker images --filter before=nosuch:1
docker image ls --format '{{.Repository}}:{{.Tag}}' --filter before=imfo:a --filter reference=imfo
docker image inspect -f '{{.Config.Cmd}} {{.Os}} {{.RootFS.Type}} {{len .RootFS.Layers}}' imfo:a
docker image inspect imfo:a nosuch:1 -f '{{.Os}}'
docker rmi imfo:a imfo:b
