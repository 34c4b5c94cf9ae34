docker pull -q postgres:16
docker run -d --name pv1 -e POSTGRES_PASSWORD=one -v pv-data:/var/lib/postgresql/data postgres:16
eventually docker exec pv1 pg_isready -h 127.0.0.1
docker exec pv1 psql -U postgres -qc 'create table notes (t text); insert into notes values (1)'
docker rm -f pv1
docker run -d --name pv1 -e POSTGRES_PASSWORD=two -v pv-data:/var/lib/postgresql/data postgres:16
eventually docker exec pv1 pg_isready -h 127.0.0.1
docker exec pv1 psql -U postgres -tAc 'select count(*) from notes'
docker logs pv1 2>&1 | grep -i 'skipping'
docker rm -fv pv1
docker volume rm pv-data
