docker run --rm alpine:3.22 sh -c 'mkdir -p /data; echo one >> /data/log'
