# long
docker pull -q busybox
docker run --name co1 --label kept=yes -e OLD=1 -p 18402:80 busybox true
docker commit -c 'ENTRYPOINT ["echo"]' -c 'EXPOSE 80 81/udp' -c 'LABEL l=m "two words"=x' -c 'VOLUME /v' -c 'USER nobody' -c 'ENV NEW=2' -c 'STOPSIGNAL INT' -c 'ONBUILD RUN true' co1 coimg | cut -c1-7
docker inspect -f '{{json .Config.Entrypoint}} {{json .Config.ExposedPorts}} {{json .Config.Volumes}} {{.Config.User}} {{.Config.StopSignal}} {{json .Config.OnBuild}}' coimg
docker inspect -f '{{.Config.Labels.kept}} {{.Config.Labels.l}} {{index .Config.Labels "two words"}}' coimg
docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' coimg | grep -E 'OLD|NEW'
docker run --rm coimg said
docker history --format '{{.Comment}}|{{.CreatedBy}}' coimg | head -1
docker commit -c 'RUN true' co1 coimg2
docker commit -c 'EXPOSE nan' co1 coimg2
docker commit co1 Upper/Case
docker commit co1 | cut -c1-7
docker rmi $(docker images -q --filter dangling=true --filter label=kept=yes) | grep -c Deleted
docker rmi coimg | grep Untagged
docker rm co1
