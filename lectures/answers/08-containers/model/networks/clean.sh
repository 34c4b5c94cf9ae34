docker rm -f greeter db
