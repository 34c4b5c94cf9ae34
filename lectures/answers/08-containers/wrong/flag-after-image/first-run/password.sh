docker run --rm postgres:16 -e POSTGRES_PASSWORD=gophers
