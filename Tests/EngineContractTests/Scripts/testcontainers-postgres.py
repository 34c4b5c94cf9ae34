from testcontainers.community.postgres import PostgresContainer
db = PostgresContainer("postgres:16", username="gopher", password="gophers", dbname="notes", driver=None).start()
print(db.get_connection_url().split("@")[0])
print(db.exec(["psql", "-U", "gopher", "-d", "notes", "-tAc", "select 6*7"]).output)
print(db.get_wrapped_container().attrs["Config"]["Image"])
print(db.exec(["psql", "-U", "nobody", "-d", "notes", "-c", "select 1"]).exit_code)
db.stop()
