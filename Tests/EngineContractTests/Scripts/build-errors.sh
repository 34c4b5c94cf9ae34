docker pull -q busybox
printf 'FROM busybox\nRUN false\n' | docker build -q - 2>&1 | tail -1
printf 'FROM busybox\nRUNN true\n' | docker build - 2>&1 | tail -1
printf 'FROM busybox\nCOPY nofile /x\n' > be.Dockerfile; docker build -f be.Dockerfile . 2>&1 | tail -1
printf '' > empty.Dockerfile; docker build -f empty.Dockerfile . 2>&1 | tail -1
docker build --target nosuch -f build.Dockerfile . 2>&1 | tail -1
docker build nosuchfolder 2>&1 | tail -1 | cut -c1-60
mkdir none && docker build none 2>&1 | tail -1 | cut -c1-90
printf 'FROM busybox\nCMD ["sh"\n' | docker build -q -t bearray:1 - 2>&1 | cut -c1-7
docker inspect -f '{{json .Config.Cmd}}' bearray:1
docker rmi bearray:1 2>&1 | grep Untagged
