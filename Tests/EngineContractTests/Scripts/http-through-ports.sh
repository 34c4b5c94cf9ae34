docker pull -q nginx:1.27
docker run -d --name hp1 -p 18321:80 nginx:1.27
eventually curl -fs http://$TESTCONTAINERS_HOST_OVERRIDE:18321/
curl -s -o page.html -w '%{http_code}\n' http://$TESTCONTAINERS_HOST_OVERRIDE:18321/
echo '<p>mine</p>' > index.html; docker cp index.html hp1:/usr/share/nginx/html/
curl -s http://$TESTCONTAINERS_HOST_OVERRIDE:18321/
docker exec hp1 sh -c 'wget -qO- http://127.0.0.1/ 2>/dev/null || curl -s http://127.0.0.1/'
docker stop -t 0 hp1
curl -s http://$TESTCONTAINERS_HOST_OVERRIDE:18321/
docker rm hp1
