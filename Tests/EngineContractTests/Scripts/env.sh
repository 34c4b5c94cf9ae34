docker pull -q busybox
printf 'ONE=1\n# comment\nTWO=two words\n' > vars.env
docker run --rm --env-file vars.env busybox sh -c 'echo $ONE $TWO'
docker run --rm -e ONE=x --env-file vars.env busybox sh -c 'echo $ONE'
OUTER=given docker run --rm -e OUTER busybox sh -c 'echo $OUTER'
docker run --rm -e EMPTY= busybox sh -c 'echo [$EMPTY]'
docker run --rm --env-file nosuch.env busybox true
printf 'bad line\n' > bad.env; docker run --rm --env-file bad.env busybox true
docker run --rm busybox sh -c 'echo $PATH'
docker run --rm -e PATH=/nowhere busybox sh -c 'echo hi'
