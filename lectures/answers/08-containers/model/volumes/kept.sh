docker rm -f db
