# embedded gate
docker pull -q busybox
printf 'FROM busybox\nRUN echo inuse > /inuse\n' | docker build -q -t inuse:1 - | cut -c1-7
docker create --name iu1 inuse:1 cat /inuse
docker rmi inuse:1
docker rmi -f inuse:1 | grep Untagged
docker start -a iu1
docker run --rm inuse:1 true 2>&1 | head -1
docker rm iu1
docker rmi nosuch:latest
