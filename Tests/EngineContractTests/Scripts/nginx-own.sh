# long
docker pull -q nginx:1.27
mkdir -p site conf && echo '<h1>mine</h1>' > site/index.html && echo plain > site/a.txt && chmod -R a+rX site
printf 'server { listen 8080; location / { root /site; } location /hi { return 200 "hi\\n"; } location /old { return 301 /a.txt; } }\n' > conf/own.conf
docker run -d --name ngx -p 18421:8080 -v $PWD/site:/site:ro -v $PWD/conf/own.conf:/etc/nginx/conf.d/default.conf:ro nginx:1.27
eventually curl -fs http://$TESTCONTAINERS_HOST_OVERRIDE:18421/
curl -s http://$TESTCONTAINERS_HOST_OVERRIDE:18421/
curl -s http://$TESTCONTAINERS_HOST_OVERRIDE:18421/a.txt
curl -s http://$TESTCONTAINERS_HOST_OVERRIDE:18421/hi
curl -s -o /dev/null -w '%{http_code} %{content_type}\n' http://$TESTCONTAINERS_HOST_OVERRIDE:18421/nosuch
curl -s -o /dev/null -w '%{http_code}\n' http://$TESTCONTAINERS_HOST_OVERRIDE:18421/old
curl -sI http://$TESTCONTAINERS_HOST_OVERRIDE:18421/a.txt | grep -iE '^(HTTP|Content-(Type|Length))'
docker exec ngx nginx -t
docker logs ngx 2>&1 | grep -c 'GET /a.txt'
docker exec ngx nginx -s reload 2>&1 | sed 's/.*\[notice\] [0-9]*#[0-9]*//'
docker stop -t 5 ngx
docker inspect -f '{{.State.ExitCode}}' ngx
docker rm ngx
