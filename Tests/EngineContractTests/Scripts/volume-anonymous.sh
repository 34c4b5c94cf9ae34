# long
docker pull -q busybox
docker run -d --name va1 -v /one --mount type=volume,dst=/two busybox sleep 300
docker inspect -f '{{range .Mounts}}{{.Destination}} {{len .Name}} {{.Driver}};{{end}}' va1 | tr ';' '\n' | sort
docker inspect -f '{{range .Mounts}}{{println .Name}}{{end}}' va1 > names
docker volume ls -q | grep -cFf <(grep . names)
docker volume inspect -f '{{json .Labels}}' $(head -1 names)
docker volume rm $(head -1 names) 2>&1 | sed 's/[0-9a-f]\{64\}/ID/g'
docker rm -f va1
docker volume ls -q | grep -cFf <(grep . names)
docker volume rm $(grep . names) | wc -l
docker run --rm -v /gone --label lesson=va busybox sh -c 'echo x > /gone/f; cat /gone/f'
docker create --name va2 -v /three busybox
docker rm -v va2
docker volume create --label lesson=va | wc -c
alone docker volume prune -f --filter label=lesson=va | grep -c '^[0-9a-f]\{64\}'
