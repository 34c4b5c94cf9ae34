# long
docker pull -q busybox
docker run -d --name tx1 busybox sleep 300
docker exec tx1 sh -c 'printf "b 2\na 10\nc 1\n" | sort; printf "b 2\na 10\nc 1\n" | sort -k2 -n -r'
docker exec tx1 sh -c 'printf "a\na\nb\n" | uniq -c | sed "s/^ *//"'
docker exec tx1 sh -c 'printf "x:1:y\nz:2:w\n" | cut -d: -f1,3'
docker exec tx1 sh -c 'echo "Hello World" | tr a-z A-Z; echo abc | rev; echo abcdef | cut -c2-4'
docker exec tx1 sh -c 'printf "one\ntwo\nthree\n" | sed -n "2p;s/three/3/p"; printf "one\ntwo\n" | sed "/one/d"'
docker exec tx1 sh -c 'printf "one\ntwo\nthree\n" | grep -n t; printf "one\n" | grep -c two'
docker exec tx1 sh -c 'seq 3 | head -2; seq 3 | tail -1; seq 5 | tac | head -1; seq 3 | paste -s -d, -'
docker exec tx1 sh -c 'echo hello | md5sum; echo hello | sha256sum; printf hello | base64; echo aGVsbG8= | base64 -d; echo'
docker exec tx1 sh -c 'printf "%05d|%-5s|%x\n" 42 ab 255; expr 7 \* 6; basename /a/b.txt .txt; dirname /a/b.txt'
docker exec tx1 sh -c 'echo "a b  c" | xargs -n1 echo; printf "1\n2\n" | xargs echo sum'
docker exec tx1 sh -c 'grep -q nobody /etc/passwd && echo found; wc -c < /dev/null; yes | head -2'
docker rm -f tx1
