docker run -d --name db -e POSTGRES_PASSWORD=gophers postgres:16
