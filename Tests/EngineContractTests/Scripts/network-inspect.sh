# long
# not behind the gate: it refuses --attachable
docker pull -q busybox
docker network create --label lesson=ni --attachable -o com.docker.network.bridge.name=br-sl-ni ni1
docker network inspect -f '{{.Driver}} {{.Scope}} {{.Internal}} {{.Attachable}} {{.Ingress}} {{.EnableIPv6}} {{json .Labels}} {{len .IPAM.Config}}' ni1
docker network ls --filter label=lesson=ni --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Internal}}'
docker network ls --filter type=builtin --format '{{.Name}}' | sort
docker run -d --name ni-c --network ni1 --hostname inside busybox sleep 300
docker network inspect -f '{{range .Containers}}{{.Name}} {{len .EndpointID}} {{len .IPv6Address}}{{end}}' ni1
docker inspect -f '{{with index .NetworkSettings.Networks "ni1"}}{{len .MacAddress}} {{json .Aliases}} {{len .DNSNames}}{{end}}' ni-c
docker network ls --filter nosuch=1
docker exec ni-c sh -c 'hostname; grep -c inside /etc/hosts; ls /sys/class/net'
docker network rm ni1 2>&1 | sed 's/id:"[0-9a-f]*"/ID/'
docker rm -f ni-c
docker network rm ni1 nosuchnet
