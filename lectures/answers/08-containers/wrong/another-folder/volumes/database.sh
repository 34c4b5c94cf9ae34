docker run -d --name db -e POSTGRES_PASSWORD=gophers -v db-data:/var/lib/postgresql postgres:16
