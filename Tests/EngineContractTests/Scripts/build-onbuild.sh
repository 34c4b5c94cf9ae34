# long
docker pull -q busybox
printf 'FROM busybox\nONBUILD COPY hello.txt /h\nONBUILD RUN echo on > /on\nRUN echo base\n' > ob.Dockerfile
docker build -q -f ob.Dockerfile -t onb:base . | cut -c1-7
docker inspect -f '{{json .Config.OnBuild}}' onb:base
printf 'FROM onb:base\nCMD ["cat","/h","/on"]\n' > ob2.Dockerfile
docker build -f ob2.Dockerfile -t onb:child . 2>&1 | grep -E '^(Step|# Exec)'
docker run --rm onb:child
docker inspect -f '{{json .Config.OnBuild}}' onb:child
printf 'FROM busybox\nONBUILD FROM scratch\n' | docker build - 2>&1 | tail -1
printf 'FROM busybox\nONBUILD ONBUILD RUN true\n' | docker build - 2>&1 | tail -1
docker rmi onb:child onb:base | grep -c Untagged
