docker run --rm -v notes:/data alpine:3.22 cat /data/log
