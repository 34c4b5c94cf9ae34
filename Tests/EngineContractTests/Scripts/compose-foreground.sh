docker pull -q busybox
docker compose -f logs.yaml up 2>&1 | grep -E 'exited|line|only'
# Of `two` alone: with both, compose tells the code of whichever end it hears of first.
docker compose -f logs.yaml up --abort-on-container-exit --exit-code-from two two >/dev/null
docker compose -f logs.yaml ps -a --format '{{.Service}} {{.ExitCode}}' | sort
docker compose -f logs.yaml run --rm -T one echo instead
docker compose -f logs.yaml down -t 0
