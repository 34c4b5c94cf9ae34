docker pull -q busybox
mkdir -p ctx/sub && echo a > ctx/a.txt && echo secret > ctx/b.secret && echo c > ctx/sub/c.txt
printf '*.secret\nsub\n!sub/c.txt\n' > ctx/.dockerignore
printf 'FROM busybox\nWORKDIR /ctx\nCOPY . .\nCMD ["find", ".", "-type", "f"]\n' > ctx/Dockerfile
docker build -q -t bctx:1 ctx | cut -c1-7
docker run --rm bctx:1 | sort
tar cf - -C ctx . | docker build -q -t bctx:2 - | cut -c1-7
docker run --rm bctx:2 ls
printf 'FROM busybox\nADD --chown=nobody ctx/a.txt /a\nCMD ["stat", "-c", "%%U", "/a"]\n' > chown.Dockerfile; docker build -q -f chown.Dockerfile -t bctx:3 . | cut -c1-7
docker run --rm bctx:3
docker rmi bctx:1 bctx:2 bctx:3 | grep -c Untagged
