docker pull -q busybox
printf 'FROM busybox\nENV NAME=world\nENTRYPOINT ["echo", "hello", "$NAME"]\n' | docker build -q -t bform:exec - | cut -c1-7
docker run --rm bform:exec
printf 'FROM busybox\nENV NAME=world\nENTRYPOINT echo hello $NAME\n' | docker build -q -t bform:shell - | cut -c1-7
docker run --rm bform:shell
docker run --rm bform:shell ignored words
docker run --rm bform:exec more words
docker run --rm --entrypoint echo bform:exec over
printf 'FROM bform:exec\nUSER nobody\nHEALTHCHECK CMD true\nEXPOSE 80 53/udp\nVOLUME /v\nSTOPSIGNAL INT\n' | docker build -q -t bform:more - | cut -c1-7
docker inspect -f '{{.Config.User}} {{json .Config.ExposedPorts}} {{json .Config.Volumes}} {{.Config.StopSignal}} {{json .Config.Healthcheck}}' bform:more
docker run --rm --entrypoint id bform:more -un
docker rmi bform:exec bform:shell bform:more | grep -c Untagged
