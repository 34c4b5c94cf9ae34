docker run -d --name db --network greet -e POSTGRES_PASSWORD=gophers postgres:16
