docker run -d --name greeter --network greet -p 8080:8080 -e DATABASE=localhost:5432 greeter:1.0
