(cd / && docker compose up)
printf 'services:\n  a:\n    image: [\n' > broken.yaml; docker compose -f broken.yaml config
printf 'services:\n  a:\n    imagee: busybox\n' > key.yaml; docker compose -f key.yaml config
docker compose -f profiles.yaml up nosuch
docker compose -f profiles.yaml logs nosuch
printf 'services:\n  a:\n    image: busybox\n    networks: [nn]\n' > net.yaml; docker compose -f net.yaml up -d
printf 'services:\n  a:\n    image: busybox\n    environment: {M: "${MODE:?mode is required}"}\n' > var.yaml; docker compose -f var.yaml config
MODE=x docker compose -f var.yaml config --services
printf 'services:\n  a:\n    image: busybox\n    depends_on: [b]\n' > dep.yaml; docker compose -f dep.yaml config
docker compose -f nosuch.yaml up
