kubectl set env deployment/db POSTGRES_PASS=gophers
