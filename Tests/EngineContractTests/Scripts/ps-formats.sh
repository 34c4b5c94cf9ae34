# embedded gate
# long
docker pull -q busybox
docker create --name pf1 --label group=pf --label n=1 busybox echo one
docker run -d --name pf2 --label group=pf --label n=2 -v /anon busybox sleep 300
docker ps -a --filter label=group=pf --format '{{.Names}}\t{{.State}}\t{{.Status}}' | sed 's/Up .*/Up/'
docker ps -a --filter label=group=pf --format 'table {{.Names}}\t{{.Image}}\t{{.Command}}'
docker ps -a --filter label=group=pf --format '{{.Labels}}' | tr ',' '\n' | grep -v ^org | sort
docker ps --filter label=group=pf --format '{{.Networks}} {{.Mounts}} {{.LocalVolumes}}' | sed 's/[0-9a-f]\{12,\}…*/ID/'
docker ps -a --filter label=group=pf --filter status=created --format '{{.Names}}'
docker ps -a --filter label=group=pf --filter status=nosuch
docker ps -a --filter label=group=pf --filter network=bridge --format '{{.Names}}'
docker ps -aq --no-trunc --filter name=pf1 | wc -c
docker ps -a --filter volume=/anon --filter label=group=pf --format '{{.Names}}'
docker ps -a --filter label=group=pf --filter exited=nan
docker container ls -aq --filter label=group=pf | wc -l
docker rm -fv pf1 pf2
