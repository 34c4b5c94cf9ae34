# long
docker pull -q busybox
printf 'services:\n  a:\n    image: nosuch-image-of-ours:1\n    pull_policy: never\n  b:\n    image: busybox\n    pull_policy: never\n    command: echo b\n' > pol.yaml
docker compose -f pol.yaml up -d a
docker compose -f pol.yaml up b 2>&1 | grep -E 'exited|b-1 +\|'
docker compose -f pol.yaml ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}'
docker compose -f pol.yaml config --images | sort
docker compose -f pol.yaml pull b 2>&1 | grep -ic error
docker compose -f pol.yaml images b -q | wc -l
docker compose -f pol.yaml wait b
docker compose -f pol.yaml down -t 0
