# embedded gate
docker pull -q busybox
docker network ls --filter driver=host --format '{{.Name}}'
docker network ls --filter 'name=^none$' --format '{{.Name}} {{.Driver}}'
docker network ls --filter type=builtin --format '{{.Name}} {{.Driver}}'
docker network ls --filter type=custom --filter 'name=^bridge$' --format '{{.Name}}'
docker network ls --filter dangling=true --filter 'name=^bridge$' --format '{{.Name}}'
docker network ls --filter dangling=false --filter 'name=^bridge$' --format '{{.Name}}'
docker network ls --filter type=nosuch
docker run --rm --network none busybox ip -o link | wc -l
docker run --rm --network bridge busybox ip -o link | wc -l
docker network inspect -f '{{.Name}} {{.Driver}}' bridge
docker network rm none
docker network rm host
docker network create bridge
docker network create nd1
docker network create nd1
docker network ls --filter type=custom --filter dangling=1 --filter name=nd --format '{{.Name}}'
docker run --rm --network nosuchnet busybox true
docker create --name nd-c --network nosuchnet busybox true
alone docker network prune -f --filter label=nosuch=nd
docker rm -f nd-c
docker network rm nd1
