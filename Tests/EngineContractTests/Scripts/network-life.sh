# long
# not behind the gate: it gives each network a subnet
docker pull -q busybox
docker network create nl1
docker create --name nl-c busybox sleep 300
docker network connect --ip 172.29.66.6 nl1 nl-c
docker network create --subnet 172.29.66.0/24 nl2
docker network connect --ip 172.29.66.6 nl2 nl-c
docker network disconnect nl1 nl-c
docker start nl-c
docker inspect -f '{{with index .NetworkSettings.Networks "nl2"}}{{.IPAddress}} {{.IPAMConfig.IPv4Address}}{{end}} {{len .NetworkSettings.Networks}}' nl-c | sed 's/172.29.66.6/SIX/g'
docker network rm nl2 2>&1 | cut -c1-70
docker network disconnect bridge nl-c
docker restart -t 0 nl-c
docker inspect -f '{{range $n, $e := .NetworkSettings.Networks}}{{$n}}{{end}}' nl-c
docker rm -f nl-c
docker network prune -f --filter label=nosuch=nl
docker network rm nl1 nl2
