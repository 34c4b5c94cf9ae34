# long
docker pull -q busybox
printf 'ARG V=1\nFROM busybox\nRUN echo "<$V>"\nARG V\nARG W=${V}w\nENV E=${W:-none} F=${NOSUCH:-fallback} G=${V:+given}\nENV OLD style value\nRUN echo "$V $W $E $F $G $OLD"\nFROM busybox\nARG W\nRUN echo "<$W>"\n' > bsc.Dockerfile
docker build --no-cache -f bsc.Dockerfile -t bscope:1 . 2>&1 | grep -vE '^(Step|Removed|Sending| --->|Successfully built|DEPRECATED|BuildKit|Install|$|  )'
docker build --no-cache --build-arg V=2 --build-arg W=x -f bsc.Dockerfile -t bscope:1 . 2>&1 | grep -E '^<|^2'
printf 'FROM busybox\nENV A=1\nENV A=2 B=$A\nRUN echo $A $B\nLABEL l=$B m="quoted $A" n=esc\\$A\n' | docker build -q -t bscope:2 - | cut -c1-7
docker inspect -f '{{.Config.Labels.l}} {{.Config.Labels.m}} {{.Config.Labels.n}}' bscope:2
printf 'FROM busybox\nARG http_proxy\nRUN echo "p=$http_proxy"\n' | docker build --build-arg http_proxy=http://proxy --no-cache - 2>&1 | grep p=
printf 'FROM busybox\nWORKDIR /a\nWORKDIR b\nWORKDIR ../c\nRUN pwd\nUSER nobody\nRUN id -un\n' | docker build --no-cache -t bscope:3 - 2>&1 | grep -E '^(/|nobody)'
docker run --rm bscope:3 sh -c 'pwd; id -un'
docker rmi bscope:1 bscope:2 bscope:3 | grep -c Untagged
