docker run --rm -e POSTGRES_PASSWORD=gophers postgres:16
