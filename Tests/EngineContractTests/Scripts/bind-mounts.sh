docker pull -q busybox
docker run --rm -v $PWD:/here busybox cat /here/hello.txt
docker run --rm -v $PWD/hello.txt:/h:ro busybox sh -c 'echo x > /h'
mkdir shared && chmod 777 shared
docker run --rm -v ./shared:/s busybox sh -c 'echo written > /s/f'
cat shared/f
docker run --rm --mount type=bind,src=$PWD/shared,dst=/s,readonly busybox ls /s
docker run --rm -v $PWD/shared:/s -w /s busybox cat f
docker run -d --name bm1 -v $PWD/shared:/s busybox sleep 300
docker inspect -f '{{range .Mounts}}{{.Type}} {{.Destination}} {{.RW}}{{end}}' bm1
echo later > shared/g; docker exec bm1 cat /s/g
docker rm -f bm1
