docker pull -q busybox
docker create --name fm1 --label a=b --label c=d --hostname hosted --domainname example.org busybox sh -c 'echo $HOSTNAME'
docker ps -a --filter 'name=^fm1$' --format '{{.Image}} {{.Command}} {{.State}} {{.Label "a"}}'
docker ps -a --filter 'name=^fm1$' --format json | grep -o '"Names":"[^"]*"'
docker ps -a --no-trunc --filter 'name=^fm1$' --format '{{.Command}}'
docker inspect -f '{{.Config.Hostname}}.{{.Config.Domainname}} {{json .Config.Labels}}' fm1
docker inspect -f '{{.Nonsense}}' fm1
docker inspect -s -f '{{.SizeRw}}' fm1
docker ps -as --filter 'name=^fm1$' --format '{{.Size}}' | cut -c1-2
docker container inspect -f '{{.Path}} {{.Args}}' fm1
docker rm fm1
