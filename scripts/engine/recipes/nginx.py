"""nginx, with its files where the image of that name has them."""

import debian
from image import Image
from recipes import base

CONFIGURATION = """user nginx;
worker_processes auto;
error_log /var/log/nginx/error.log notice;
pid /run/nginx.pid;
events { worker_connections 1024; }
http {
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log /var/log/nginx/access.log;
    sendfile on;
    keepalive_timeout 65;
    include /etc/nginx/conf.d/*.conf;
}
"""
SITE = """server {
    listen 80;
    server_name localhost;
    location / {
        root /usr/share/nginx/html;
        index index.html index.htm;
    }
    error_page 500 502 503 504 /50x.html;
    location = /50x.html { root /usr/share/nginx/html; }
}
"""
PAGE = """<!DOCTYPE html>
<html>
<head><title>Welcome to nginx!</title></head>
<body>
<h1>Welcome to nginx!</h1>
<p>This page comes from slidectl's stand-in for the image nginx, made from Debian's package.</p>
</body>
</html>
"""
ENTRYPOINT = """#!/bin/sh
set -e
if [ "$1" = nginx ]; then
    for script in /docker-entrypoint.d/*.sh; do
        [ -x "$script" ] && "$script"
    done
fi
exec "$@"
"""


def images() -> list[Image]:
    root = base.unpacked(debian.BOOKWORM, "nginx", ["nginx", "nginx-common"])
    version = debian.BOOKWORM.version("nginx")
    files = base.system("A stand-in for the image nginx", f"Debian's nginx {version}")
    files.program(root, "/usr/sbin/nginx")
    files.tree(root, "etc/nginx/mime.types")
    files.text("etc/nginx/nginx.conf", CONFIGURATION)
    files.text("etc/nginx/conf.d/default.conf", SITE)
    files.text("usr/share/nginx/html/index.html", PAGE)
    files.text("usr/share/nginx/html/50x.html", PAGE.replace("Welcome to nginx!", "An error occurred."))
    files.link("var/log/nginx/access.log", "/dev/stdout")
    files.link("var/log/nginx/error.log", "/dev/stderr")
    files.folder("usr/share/nginx/modules")
    for name in ["body", "proxy", "fastcgi", "uwsgi", "scgi"]:
        files.folder(f"var/lib/nginx/{name}", owner=101)
    files.folder("docker-entrypoint.d")
    files.text("docker-entrypoint.sh", ENTRYPOINT, 0o755)
    tags = ["latest", "1", "1.27", "1.27-alpine", "1.25.5", "alpine"]
    return [Image(
        [f"library/nginx:{tag}" for tag in tags], f"Stand-in for nginx: Debian {version}", [files],
        entrypoint=["/docker-entrypoint.sh"], command=["nginx", "-g", "daemon off;"], ports=[80], stop_signal="SIGQUIT")]
