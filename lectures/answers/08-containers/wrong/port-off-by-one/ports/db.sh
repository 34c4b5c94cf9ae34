docker run -d --name db -p 127.0.0.1:5433:5432 -e POSTGRES_PASSWORD=gophers postgres:16
