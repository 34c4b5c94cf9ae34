# long
docker pull -q busybox
docker tag busybox tn/a:1
docker tag tn/a:1 tn/a
docker tag tn/a:1 registry.example.org:5000/deep/er/name:v1.2-rc_3
docker images --format '{{.Repository}}:{{.Tag}}' --filter reference='registry.example.org:5000/*/*/*'
docker images --format '{{.Repository}}:{{.Tag}}' --filter reference='tn/*' | sort
docker tag busybox Bad/Name
docker tag busybox 'tn/a:bad tag'
docker tag busybox tn/a:-dash
docker tag busybox 0123456789012345678901234567890123456789012345678901234567890123
docker tag tn/a:nosuch tn/b
docker rmi tn/a:nosuch
docker rmi tn/a:1 tn/a:latest registry.example.org:5000/deep/er/name:v1.2-rc_3
docker images -q tn/a
