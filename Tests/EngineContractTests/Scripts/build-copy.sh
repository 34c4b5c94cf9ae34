# long
docker pull -q busybox
mkdir -p bcx/d/sub && echo 1 > bcx/a1.txt && echo 2 > bcx/a2.txt && echo 3 > bcx/d/three && echo 4 > bcx/d/sub/four
printf 'FROM busybox\nCOPY a*.txt /glob/\nCOPY d /copied\nCOPY d/ /copied/again/\nCOPY a1.txt /renamed\nCOPY ["a2.txt", "with space"]\nWORKDIR /w\nCOPY a1.txt ./rel/\n' > bcx/Dockerfile
docker build -q -t bcopy:1 bcx | cut -c1-7
docker run --rm bcopy:1 sh -c 'find /glob /copied /renamed "/with space" /w -type f | sort'
printf 'FROM busybox\nCOPY a1.txt a2.txt /notadir\n' > bcx/bad1; docker build -f bcx/bad1 bcx 2>&1 | tail -1
printf 'FROM busybox\nCOPY nosuch* /x/\n' > bcx/bad2; docker build -f bcx/bad2 bcx 2>&1 | tail -1
printf 'FROM busybox\nCOPY ../outside /x\n' > bcx/bad3; docker build -f bcx/bad3 bcx 2>&1 | tail -1
printf 'FROM busybox\nCOPY a1.txt\n' > bcx/bad4; docker build -f bcx/bad4 bcx 2>&1 | tail -1
tar cf bcx/in.tar -C bcx d && printf 'FROM busybox\nADD in.tar /un/\nCOPY in.tar /kept/\n' > bcx/add; docker build -q -f bcx/add -t bcopy:2 bcx | cut -c1-7
docker run --rm bcopy:2 sh -c 'find /un /kept -type f | sort'
docker rmi bcopy:1 bcopy:2 | grep -c Untagged
