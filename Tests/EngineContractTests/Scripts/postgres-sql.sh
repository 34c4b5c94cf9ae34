# long
docker pull -q postgres:16
docker run -d --name pgs -e POSTGRES_USER=gopher -e POSTGRES_PASSWORD=p -e POSTGRES_DB=notes postgres:16
eventually docker exec pgs pg_isready -h 127.0.0.1 -U gopher
docker exec pgs psql -U gopher notes -c 'create table n (id serial primary key, t text not null)'
docker exec pgs psql -U gopher notes -c "insert into n (t) values ('one'), ('two') returning id, t"
docker exec pgs psql -U gopher notes -c 'select id, upper(t) as u from n order by id desc'
docker exec pgs psql -U gopher notes -tAc "select count(*), max(id), min(t) from n"
docker exec pgs psql -U gopher notes -c "update n set t = t || '!' where id = 1" -c 'select t from n order by 1' -c 'delete from n where id = 2'
docker exec pgs psql -U gopher notes -c "insert into n (t) values (null)"
docker exec pgs psql -U gopher notes -c 'select nosuch from n'
docker exec pgs psql -U gopher notes -c 'select * from nosuch'
docker exec pgs psql -U gopher notes -c 'selct 1'
docker exec pgs psql -U gopher nosuchdb -c 'select 1'
docker exec pgs psql -U nosuch notes -c 'select 1'
printf 'begin;\ninsert into n (t) values (%s);\nrollback;\nselect count(*) from n;\n' "'x'" | docker exec -i pgs psql -U gopher -tA notes
docker rm -fv pgs
