# every engine
docker pull -q busybox
docker build -q -t built:1 -f build.Dockerfile . | cut -c1-7
docker run --rm built:1
docker build -t built:2 -f build.Dockerfile . 2>&1 | grep -E '^(Step|Successfully tagged)'
docker inspect -f '{{json .Config.Env}} {{.Config.WorkingDir}}' built:1
docker build --target build -t built:3 -f build.Dockerfile . 2>&1 | grep -E '^Step'
docker build --build-arg BASE=busybox:latest -t built:4 -f build.Dockerfile . 2>&1 | grep -cE '^Step'
docker build -f bad.Dockerfile . 2>&1 | tail -1
docker build -f nosuch.Dockerfile . 2>&1 | tail -1 | cut -c1-40
docker run --rm -e MODE=other built:1
docker rmi -f built:1 built:2 built:3 built:4 >/dev/null
