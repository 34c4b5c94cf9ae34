docker run -d --name greeter -p 8080:8080 greeter:1.0
