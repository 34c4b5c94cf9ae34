# long
from testcontainers.community.postgres import PostgresContainer
import os, pathlib
pathlib.Path("init").mkdir()
_ = pathlib.Path("init/one.sql").write_text("create table notes (id serial primary key, t text); insert into notes (t) values ('from a file');")
_ = os.chmod("init", 0o755)
db = PostgresContainer("postgres:16", username="u", password="p", dbname="d", driver="psycopg").with_volume_mapping(os.path.abspath("init"), "/docker-entrypoint-initdb.d", "ro").start()
print(db.get_connection_url().split("@")[0], db.get_container_host_ip())
def psql(text): return db.exec(["psql", "-U", "u", "-d", "d", "-tAc", text])

print(psql("select t from notes").output)
print(psql("insert into notes (t) values ('two') returning id").output, psql("select count(*) from notes where t like 't%'").output)
print(psql("select nosuch").exit_code, psql("create table notes (id int)").exit_code)
print(db.get_wrapped_container().exec_run(["pg_isready", "-U", "u"]).exit_code)
db.stop()
