# long
# not behind the gate: it reads Dockerfiles itself, with labels added, and counts lines so
docker pull -q busybox
printf 'RUN true\n' | docker build - 2>&1 | tail -1
printf 'FROM\n' | docker build - 2>&1 | tail -1
printf 'FROM busybox\nENV\n' | docker build - 2>&1 | tail -1
printf 'FROM busybox\nENV A\n' | docker build - 2>&1 | tail -1
printf 'FROM busybox\nEXPOSE nan\n' | docker build - 2>&1 | tail -1
printf 'FROM busybox\nCOPY --nosuch=1 a b\n' | docker build - 2>&1 | tail -1
printf 'FROM busybox AS Bad!\n' | docker build - 2>&1 | tail -1
printf 'FROM busybox\nRUN exit 42\n' | docker build - 2>&1 | tail -1
printf 'FROM busybox\nRUN ["nosuch"]\n' | docker build - 2>&1 | tail -1 | sed 's/.*exec: /exec: /'
printf 'FROM busybox\nCMD a\nENTRYPOINT b\nUSER\n' | docker build - 2>&1 | tail -1
printf '# comment only\n' | docker build - 2>&1 | tail -1
printf 'FROM busybox\nLABEL a\n' | docker build - 2>&1 | tail -1
printf 'FROM busybox\nSTOPSIGNAL NOPE\n' | docker build - 2>&1 | tail -1
