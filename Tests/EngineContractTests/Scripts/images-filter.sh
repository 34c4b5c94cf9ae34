docker pull -q busybox
printf 'FROM busybox\nLABEL lesson=imgf\nRUN echo 1 > /a\n' | docker build -q -t imgf:1 - | cut -c1-7
printf 'FROM busybox\nLABEL lesson=imgf\nRUN echo 2 > /a\n' | docker build -q -t imgf:1 - | cut -c1-7
docker images --filter label=lesson=imgf --format '{{.Repository}}:{{.Tag}}' | sort
docker images --filter label=lesson=imgf --filter dangling=true --format '{{.Repository}}'
docker images --filter reference=imgf --format '{{.Tag}}'
docker images --filter 'reference=im*:1' -q | wc -l
docker images --filter label=lesson=imgf --filter since=busybox -q | wc -l
alone docker image prune -f --filter label=lesson=imgf | grep -c deleted
docker images --filter label=lesson=imgf --format '{{.Repository}}:{{.Tag}}'
docker images --filter nonsense=1
docker image rm imgf:1 | grep -c Untagged
