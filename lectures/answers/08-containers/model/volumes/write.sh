docker run --rm -v notes:/data alpine:3.22 sh -c 'echo one >> /data/log'
