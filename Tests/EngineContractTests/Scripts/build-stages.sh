docker pull -q busybox
printf 'FROM busybox AS one\nRUN echo 1 > /f\nFROM one AS two\nRUN echo 2 >> /f\nFROM busybox\nCOPY --from=two /f /f\nCOPY --from=0 /f /g\nCMD ["cat", "/f", "/g"]\n' > bs.Dockerfile
docker build -q -f bs.Dockerfile -t bstage:all . | cut -c1-7
docker run --rm bstage:all
docker build -q --target one -f bs.Dockerfile -t bstage:one . | cut -c1-7
docker run --rm bstage:one cat /f
printf 'FROM busybox\nCOPY --from=bstage:one /f /copied\nCMD ["cat", "/copied"]\n' | docker build -q -t bstage:copy - | cut -c1-7
docker run --rm bstage:copy
printf 'FROM busybox AS base\nONBUILD RUN echo on > /on\n' | docker build -q --target nosuch - 2>&1 | tail -1
docker rmi bstage:all bstage:one bstage:copy | grep -c Untagged
