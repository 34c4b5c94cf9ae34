# compose: new
(cd / && docker compose up)
printf 'services:\n  a:\n    image: [\n' > broken.yaml; docker compose -f broken.yaml config
printf 'services:\n  a:\n    imagee: busybox\n' > key.yaml; docker compose -f key.yaml config
docker compose -f profiles.yaml up nosuch
docker pull -q busybox
docker compose -f conditions.yaml up -d waits-for-ill
docker compose -f conditions.yaml down -t 0
