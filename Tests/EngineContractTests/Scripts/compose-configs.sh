# long
# not behind the gate: it takes more capabilities away
docker pull -q busybox
printf 'services:\n  a:\n    image: busybox\n    command: sleep 300\n    stop_signal: SIGKILL\n    configs: [{source: c, target: /etc/c}]\n    env_file: [e.env]\n    extra_hosts: ["pinned:1.2.3.4"]\n    cap_drop: [ALL]\n    read_only: true\n    mem_limit: 32m\n    pids_limit: 50\nconfigs: {c: {file: hello.txt}}\n' > cfg.yaml
docker compose -f cfg.yaml config -q
printf 'FROMFILE=yes\n' > e.env
docker compose -f cfg.yaml up -d
docker compose -f cfg.yaml exec -T a sh -c 'cat /etc/c; echo $FROMFILE; grep pinned /etc/hosts; touch /x'
docker inspect -f '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Memory}} {{.HostConfig.PidsLimit}} {{.HostConfig.CapDrop}}' $COMPOSE_PROJECT_NAME-a-1
docker compose -f cfg.yaml stats --no-stream --format '{{.Name}}'
docker compose -f cfg.yaml top a | tail -n +2 | head -1 | tr -s ' ' | cut -d' ' -f1-5
docker compose -f cfg.yaml port a 80
docker compose -f cfg.yaml down -t 0
