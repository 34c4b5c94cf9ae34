# embedded gate
docker pull -q busybox
printf 'FROM busybox\nRUN echo cached > /c\nCOPY hello.txt /h\n' > bc.Dockerfile
docker build -f bc.Dockerfile -t bcache:1 . 2>&1 | grep -cE 'Step|Successfully tagged'
docker build -f bc.Dockerfile -t bcache:1 . 2>&1 | grep -c 'Using cache'
{ echo changed; date +%s%N; } > hello.txt
docker build -f bc.Dockerfile -t bcache:1 . 2>&1 | grep -c 'Using cache'
docker build --no-cache -f bc.Dockerfile -t bcache:1 . 2>&1 | grep -c 'Using cache'
docker run --rm bcache:1 head -1 /h
docker rmi bcache:1 | grep Untagged
