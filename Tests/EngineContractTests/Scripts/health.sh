docker pull -q busybox
docker run -d --name hl1 --health-cmd 'test -f /ok' --health-interval 1s --health-retries 1 busybox sleep 300
docker inspect -f '{{.State.Health.Status}}' hl1
eventually sh -c 'test $(docker inspect -f "{{.State.Health.Status}}" hl1) = unhealthy'
docker ps --filter 'name=^hl1$' --format '{{.Status}}'
docker exec hl1 touch /ok
eventually sh -c 'test $(docker inspect -f "{{.State.Health.Status}}" hl1) = healthy'
docker inspect -f '{{json .Config.Healthcheck.Test}} {{.Config.Healthcheck.Interval}}' hl1
docker ps --filter 'name=^hl1$' --filter health=healthy -q | wc -l
docker run -d --name hl2 --no-healthcheck busybox sleep 300
docker inspect -f '{{json .Config.Healthcheck.Test}}' hl2
docker rm -f hl1 hl2
