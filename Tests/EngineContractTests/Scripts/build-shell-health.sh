# long
# not behind the gate: it adds a line to Dockerfiles
docker pull -q busybox
printf 'FROM busybox\nSHELL ["/bin/sh", "-ec"]\nRUN echo traced\nCMD echo default\n' > bsh.Dockerfile
docker build --no-cache -f bsh.Dockerfile -t bsh:1 . 2>&1 | grep -E 'traced'
docker inspect -f '{{json .Config.Shell}} {{json .Config.Cmd}}' bsh:1
docker run --rm bsh:1
printf 'FROM busybox\nHEALTHCHECK --interval=1s --timeout=2s --retries=1 --start-period=1s CMD test -e /ok\nCMD ["sleep","300"]\n' | docker build -q -t bsh:2 - | cut -c1-7
docker inspect -f '{{json .Config.Healthcheck}}' bsh:2
docker run -d --name bsh-c --health-cmd true bsh:2
docker inspect -f '{{json .Config.Healthcheck.Test}} {{.Config.Healthcheck.Interval}}' bsh-c
docker rm -f bsh-c
printf 'FROM bsh:2\nHEALTHCHECK NONE\n' | docker build -q -t bsh:3 - | cut -c1-7
docker inspect -f '{{json .Config.Healthcheck.Test}}' bsh:3
printf 'FROM busybox\nHEALTHCHECK --interval=nonsense CMD true\n' | docker build - 2>&1 | tail -1
docker rmi bsh:3 bsh:2 bsh:1 | grep -c Untagged
