docker pull -q busybox
docker run -d --name pm1 -p 127.0.0.1:18311:80 -p 18312-18313:90-91 busybox sleep 300
docker port pm1 90
docker inspect -f '{{json .HostConfig.PortBindings}}' pm1 | tr ',' '\n' | sort | tail -2
docker run -d --name pm2 -P --expose 70-71 busybox sleep 300
docker port pm2 | wc -l
docker inspect -f '{{json .Config.ExposedPorts}}' pm2
docker run -d --name pm3 -p 18314:53/udp busybox sleep 300
docker ps --filter 'name=^pm3$' --format '{{.Ports}}' | head -1
python3 -c 'import socket,time; s=socket.socket(); s.bind(("",18315)); s.listen(); time.sleep(20)' & echo $! > listener; disown; sleep 0.5
docker run -d --name pm4 -p 18315:80 busybox sleep 300 2>&1 | grep -v '^[0-9a-f]*$' | sed 's/(.*)//; s/[0-9.]*:18315/HERE:18315/; s/:[0-9.]*:80/:IP:80/; s/^docker: //' | tail -3 | head -1
kill -9 $(cat listener)
docker start pm4
docker port pm4
docker rm -f pm1 pm2 pm3 pm4
