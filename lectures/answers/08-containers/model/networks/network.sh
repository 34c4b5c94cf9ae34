docker network create greet
