# every engine
docker pull -q postgres:16
docker run --name pg postgres:16
docker ps -a --filter 'name=^pg$' --format '{{.Names}} {{.State}}'
docker rm pg
docker run -d --name pg -e POSTGRES_PASSWORD=gophers postgres:16
eventually docker exec pg pg_isready -h 127.0.0.1
docker exec pg psql -U postgres -h 127.0.0.1 -c 'select 1+1 as two'
docker exec -e PGPASSWORD=gophers pg psql -U postgres -tAc 'show server_version_num' | cut -c1
docker rm -fv pg
