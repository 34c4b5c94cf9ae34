# embedded gate
# long
docker pull -q busybox
docker run -d --name tm1 -u 1234 busybox sh -c 'sleep 311 & exec sleep 312'
docker top tm1 | head -1 | tr -s ' '
docker top tm1 -eo pid,args | tail -n +2 | sed 's/^ *[0-9]* *//' | sort
docker top tm1 -o pid,user | tail -1 | tr -s ' ' | cut -d' ' -f2
docker top tm1 -o nosuchcolumn
docker top tm1 -o pid,%cpu,%mem,vsz,rss,stat,ni,cmd | head -1 | tr -s ' '
docker top tm1 aux | head -1 | tr -s ' '
docker exec tm1 ps -o pid,args | tail -n +2 | sed 's/^ *//' | sort -n | head -1
docker exec tm1 sh -c 'cat /proc/1/comm; tr "\0" " " < /proc/1/cmdline'
docker exec tm1 sh -c 'kill -0 1; echo $?; pidof sleep | wc -w'
docker top tm1 -eo user,pid,comm | wc -l
docker pause tm1
docker top tm1 | wc -l
docker unpause tm1
docker rm -f tm1
