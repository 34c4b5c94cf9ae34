# long
# not behind the gate: it sets the swap to the memory
docker pull -q busybox
docker run -d --name up1 -m 64m busybox sleep 300
docker update -m 32m --memory-swap 64m up1
docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}' up1
docker update --cpus 0.25 --cpu-shares 512 up1
docker inspect -f '{{.HostConfig.NanoCpus}} {{.HostConfig.CpuShares}}' up1
docker update -m 1m up1
docker update --restart nosuch up1
docker update --restart on-failure:4 up1
docker inspect -f '{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}' up1
docker update up1
docker update -m 32m nope
docker update --restart no up1 nope
docker rm -f up1
