docker network rm greet
