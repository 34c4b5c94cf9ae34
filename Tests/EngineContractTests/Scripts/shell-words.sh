# long
docker pull -q busybox
docker run -d --name sw1 busybox sleep 300
docker exec sw1 sh -c 'for w in "a b" c; do echo "<$w>"; done; echo "$#"' sh one two
docker exec sw1 sh -c 'x=abc; echo ${x%c} ${x#a} ${#x} ${y:-none} ${x:+set}'
printf 'cat <<EOF\none $((2 * 3 + 1))\nEOF\n' | docker exec -i sw1 sh
docker exec sw1 sh -c 'f() { return 7; }; f; echo $?; set -e; false; echo unreached'
docker exec sw1 sh -c 'cd /etc && ls -d p*d gr*'
docker exec sw1 sh -c 'echo one > /tmp/a; echo two >> /tmp/a; wc -l < /tmp/a; read x < /tmp/a; echo $x'
docker exec sw1 sh -c 'i=0; while [ $i -lt 3 ]; do i=$((i+1)); [ $i = 2 ] && continue; echo $i; done'
docker exec sw1 sh -c 'case hello in h*o) echo matched;; *) echo not;; esac; (exit 4); echo $?'
docker exec sw1 sh -c 'exec 2>&1; nosuch; echo $?; /etc; echo $?'
docker exec sw1 sh -c ')'
docker exec sw1 sh -uc 'echo $undefined'
docker exec sw1 sh -ec 'true | false; echo here; ! true; echo there; false || echo or'
docker rm -f sw1
