docker pull -q nginx:1.27 >/dev/null; docker run -d --name cache nginx:1.27
