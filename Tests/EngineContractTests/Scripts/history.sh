docker pull -q busybox
printf 'FROM busybox\nENV A=1\nRUN echo x > /x\nENTRYPOINT ["cat"]\nCMD ["/x"]\n' | docker build -q -t hist:1 - | cut -c1-7
docker history --no-trunc hist:1 --format '{{.CreatedBy}}' | head -4
docker history -q hist:1 | wc -l
docker history --format '{{.Size}}' hist:1 | head -1
docker run --rm hist:1
docker run --rm hist:1 /etc/hostname | wc -l
docker inspect -f '{{json .Config.Entrypoint}} {{json .Config.Cmd}}' hist:1
docker rmi hist:1 | grep Untagged
