# long
# not behind the gate: it sets limits of its own and refuses in its words
docker pull -q busybox
docker create --name ce-x -p 80:80:80:80 busybox
docker create -p nan:80 busybox
docker create --expose nan busybox
docker create -e =x busybox
docker create --network container: busybox
docker create --name ce-n --network container:nosuch busybox true | wc -c; docker rm ce-n
docker create --memory 4m busybox true
docker create --memory 64m --memory-swap 32m busybox true
docker create --memory-reservation 128m --memory 64m busybox true
docker create --cpus -1 busybox true
docker create --stop-signal NOPE busybox true
docker create --runtime nosuch busybox true
docker create --restart always:3 busybox true
docker create --rm --restart always busybox true
docker create --ulimit nofile=5:3 busybox true
docker create --link nosuch:x busybox true
docker create --pull nosuch busybox true
docker create --pull never nosuchimage:1 true
docker create --mac-address nonsense busybox true
docker create --ip 1.2.3.4 busybox true
