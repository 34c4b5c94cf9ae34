kubectl set env deployment/db POSTGRES_PASSWORD=gophers
