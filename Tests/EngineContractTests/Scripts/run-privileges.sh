docker pull -q busybox
docker run --rm --cap-drop ALL busybox chown nobody /etc/group
docker create --name rp1 --cap-drop ALL --cap-add CHOWN --security-opt no-new-privileges busybox true
docker inspect -f '{{.HostConfig.CapAdd}} {{.HostConfig.SecurityOpt}}' rp1
docker run --rm --read-only busybox touch /x
docker run --rm --read-only --tmpfs /tmp busybox sh -c 'touch /tmp/x; ls /tmp'
docker run --rm --user nobody busybox id -un
docker run --rm --user 1234:5678 --group-add 99 busybox id -G
docker rm rp1
