$ docker pull postgres:18-alpine
18-alpine: Pulling from library/postgres
Digest: sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1
Status: Image is up to date for postgres:18-alpine
$ docker run --detach --name shop-db \
>   --env "POSTGRES_PASSWORD=secret" \
>   --volume shop-data:/var/lib/postgresql \
>   postgres:18-alpine
b1946ac92492d2347c6235b4d2611184f0c2b9c1a8d7e6f5a4b3c2d1e0f90817
$ docker ps --format '{{.Names}}: {{.Status}}'
shop-db: Up 2 seconds
$ docker exec -it shop-db psql -U postgres -c 'SELECT 1'
 ?column?
----------
        1
$ docker logs shop-db 2>&1 | grep ready
LOG:  database system is ready to accept connections
$ docker build --tag shop:dev . && docker run --rm shop:dev
Successfully tagged shop:dev
$ kubectl get pods --watch=false
NAME                    READY   STATUS    RESTARTS   AGE
shop-5d59d67564-2xkqp   1/1     Running   0          12s
$ docker stop shop-db  # keeps the volume
shop-db
