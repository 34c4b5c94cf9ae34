# long
# not behind the gate: it writes the options of tmpfs anew
docker pull -q busybox
docker run --rm --tmpfs /t:size=1m busybox sh -c 'dd if=/dev/zero of=/t/f bs=1024 count=2048 2>&1 | head -1; ls -l /t/f | tr -s " " | cut -d" " -f5'
docker run --rm --shm-size 1m busybox sh -c 'df -k /dev/shm | tail -1 | tr -s " " | cut -d" " -f1,2,6'
docker run --rm --tmpfs /t:ro busybox touch /t/x
docker run --rm --read-only --tmpfs /run busybox sh -c 'exec 2>&1; touch /run/x && ls /run; touch /y'
docker run --rm busybox sh -c 'echo x > /dev/null; head -c 4 /dev/zero | od -An -tx1; ls -d /dev/shm /dev/pts; test -c /dev/null && echo device'
docker create --name rts1 --tmpfs /t:size=2m,mode=700 --mount type=tmpfs,dst=/u,tmpfs-size=1m busybox true
docker inspect -f '{{json .HostConfig.Tmpfs}} {{range .HostConfig.Mounts}}{{.Type}} {{.Target}} {{.TmpfsOptions.SizeBytes}}{{end}}' rts1
docker run --rm --tmpfs /t:mode=700 busybox stat -c %a /t
docker run --rm --tmpfs relative busybox true
docker rm rts1
