docker pull -q busybox
docker run --rm -m 64m busybox sh -c 'cat /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null || cat /sys/fs/cgroup/memory.max'
docker create --name rl1 -m 128m --cpus 0.5 --pids-limit 50 --ulimit nofile=100:200 busybox true
docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}} {{json .HostConfig.Ulimits}}' rl1
docker update --pids-limit 40 rl1
docker inspect -f '{{.HostConfig.PidsLimit}}' rl1
docker run --rm --ulimit nofile=77 busybox sh -c 'ulimit -n'
docker run --rm --shm-size 16m busybox sh -c 'df -k /dev/shm | tail -1 | tr -s " " | cut -d" " -f2'
docker create --cpus 99 busybox true
docker create --memory 1m busybox true
docker rm rl1
