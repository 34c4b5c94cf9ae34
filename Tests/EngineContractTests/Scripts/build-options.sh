# long
docker pull -q busybox
printf 'FROM busybox\nRUN echo opt > /o\n' > bo.Dockerfile
docker build -q --iidfile iid -t bopt:1 -t bopt:two -f bo.Dockerfile . | cut -c1-7
cut -c1-7 iid
docker images bopt --format '{{.Tag}}' | sort
docker build -q --label a=b --label c -t bopt:1 -f bo.Dockerfile . | cut -c1-7
docker inspect -f '{{.Config.Labels.a}} {{len .Config.Labels.c}}' bopt:1
docker build -q -f - -t bopt:3 . < bo.Dockerfile | cut -c1-7
docker build -q --network none -t bopt:4 -f bo.Dockerfile . | cut -c1-7
docker build -q -t Bad:Tag . 2>&1 | head -1
docker build -q -t bopt:5 --build-arg -f bo.Dockerfile . 2>&1 | tail -1 | cut -c1-40
docker build -q --add-host build.example:10.9.8.7 --no-cache -f bo.Dockerfile . | cut -c1-7
docker rmi bopt:1 bopt:two bopt:3 bopt:4 | grep -c Untagged
docker rmi bopt:1
