# embedded gate
docker pull -q busybox
printf 'FROM busybox AS one\nCMD ["echo","one"]\nFROM busybox\nENTRYPOINT ["echo","two"]\n' > bsa.Dockerfile
docker build -q -f bsa.Dockerfile -t bsa:1 . | cut -c1-7
docker inspect -f '{{json .Config.Cmd}} {{json .Config.Entrypoint}}' bsa:1
docker run --rm bsa:1
date +%s%N > fresh
printf 'FROM busybox AS one\nCOPY fresh /f\nRUN echo a > /a\nFROM busybox\nRUN echo b > /b\n' > bsb.Dockerfile
docker build -f bsb.Dockerfile -t bsb:1 . 2>&1 | grep -c 'Using cache'
date +%s%N > fresh
docker build -f bsb.Dockerfile -t bsb:1 . 2>&1 | grep -c 'Using cache'
mkdir -p classes && touch classes/a1.txt classes/b1.txt classes/c1.txt classes/a2.txt
printf 'FROM busybox\nCOPY classes/[ab]1.txt /d/\nCOPY classes/[^a]1.txt /e/\nRUN ls /d /e\n' > bsc.Dockerfile
docker build -f bsc.Dockerfile -t bsc:1 . 2>&1 | grep txt$
printf 'FROM busybox\nHEALTHCHECK --interval=1.5s --timeout=2500ms CMD true\n' | docker build -q -t bsd:1 - | cut -c1-7
docker inspect -f '{{.Config.Healthcheck.Interval}} {{.Config.Healthcheck.Timeout}}' bsd:1
printf 'FROM busybox\nCOPY --nope=x a b\n' > bse.Dockerfile
docker build -q -f bse.Dockerfile . 2>&1 | tail -1
printf 'FROM busybox AS one\nRUN true\nFROM busybox\n\nHEALTHCHECK --interval=x CMD true\n' > bsf.Dockerfile
docker build -q -f bsf.Dockerfile . 2>&1 | tail -1
docker rmi -f bsa:1 bsb:1 bsc:1 bsd:1 | grep -c Untagged
