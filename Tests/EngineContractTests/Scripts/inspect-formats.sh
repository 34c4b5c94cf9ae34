# long
# not behind the gate: it sets the swap to the memory
docker pull -q busybox
docker create --name if1 -e A=1 -e B=2 -p 18401:80 --expose 90 -v /data --label x=y --memory 32m --restart on-failure:3 --user 5 --workdir /w busybox echo a 'b c'
docker inspect -f '{{.Path}} {{json .Args}} {{.Config.User}} {{.Config.WorkingDir}}' if1
docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' if1 | sort | head -2
docker inspect -f '{{index .Config.Labels "x"}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}' if1
docker inspect -f '{{range $p, $b := .HostConfig.PortBindings}}{{$p}} {{(index $b 0).HostPort}}{{end}} {{json .Config.ExposedPorts}}' if1
docker inspect -f '{{.State.Status}} {{.State.Running}} {{.State.StartedAt}} {{.RestartCount}} {{.State.ExitCode}}' if1
docker inspect -f '{{.HostConfig.NetworkMode}} {{.HostConfig.RestartPolicy.Name}} {{.HostConfig.LogConfig.Type}} {{.HostConfig.AutoRemove}} {{.HostConfig.Privileged}}' if1
docker inspect -f '{{(index .Mounts 0).Type}} {{(index .Mounts 0).Destination}} {{(index .Mounts 0).RW}} {{(index .Mounts 0).Driver}}' if1
docker inspect -f '{{upper .Name}} {{join .Args ","}} {{split .Config.Image ":"}} {{.Config.Tty}} {{.Config.OpenStdin}}' if1
docker inspect -f '{{if .State.Running}}runs{{else}}rests{{end}} {{.Driver}}' if1 nosuch
docker inspect -f '{{.Config.Image}} {{slice .Image 0 7}} {{.Platform}} {{.Config.Hostname}}' if1 | cut -c1-21
docker inspect --type network if1
docker inspect --type container -f '{{.NetworkSettings.IPAddress}}|{{json .NetworkSettings.Ports}}' if1
docker container inspect if1 nope -f '{{.Name}}'
docker rm -v if1
