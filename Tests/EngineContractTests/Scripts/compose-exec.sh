docker pull -q busybox
docker compose -f profiles.yaml up -d
docker compose -f profiles.yaml exec -T web sh -c 'echo out; echo err >&2; exit 9'
echo piped | docker compose -f profiles.yaml exec -T web cat
docker compose -f profiles.yaml exec -T -e A=b -w /tmp -u nobody web sh -c 'echo $A $(pwd) $(id -un)'
docker compose -f profiles.yaml exec -T web nosuchcommand
docker compose -f profiles.yaml exec -T nosuch true
docker compose -f profiles.yaml stop -t 0 web
docker compose -f profiles.yaml exec -T web true
docker compose -f profiles.yaml run --rm -T web echo once
docker compose -f profiles.yaml cp hello.txt web:/tmp/
docker compose -f profiles.yaml cp web:/tmp/hello.txt back.txt && cat back.txt
docker compose -f profiles.yaml down -t 0
