docker pull -q nginx:1.27
docker compose -f published.yaml up -d
eventually curl -fs http://$TESTCONTAINERS_HOST_OVERRIDE:18351/
docker compose -f published.yaml port web 80
docker compose -f published.yaml ps --format '{{.Ports}}'
curl -s -o page.html -w '%{http_code}\n' http://$TESTCONTAINERS_HOST_OVERRIDE:18351/
docker compose -f published.yaml top web | grep -c 'nginx: master'
docker compose -f published.yaml images -q | wc -l
docker compose -f published.yaml down -t 0
