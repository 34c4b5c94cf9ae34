"""Redis."""

import debian
from image import Image
from recipes import base

ENTRYPOINT = """#!/bin/sh
# Options and configuration files go to the server; as root it gives its rights up first.
set -e
case "${1:-}" in
    -* | *.conf) set -- redis-server "$@" ;;
esac
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
    exec gosu redis "$0" "$@"
fi
exec "$@"
"""


def images() -> list[Image]:
    root = base.unpacked(debian.BOOKWORM, "redis", ["redis-server", "redis-tools"])
    tools = base.unpacked(debian.TRIXIE, "gosu", ["gosu"], libraries=False)
    version = debian.BOOKWORM.version("redis-server")
    files = base.system("A stand-in for the image redis", f"Debian's redis-server {version}")
    # Debian ships the server as a link to its checker.
    for name in ["redis-server", "redis-cli", "redis-benchmark"]:
        files.program(root, f"/usr/bin/{name}")
    files.file("usr/local/bin/gosu", tools / "usr/sbin/gosu", 0o755)
    files.text("usr/local/bin/docker-entrypoint.sh", ENTRYPOINT, 0o755)
    files.folder("data", owner=999)
    # Protected mode guards a server that listens everywhere; in a container only what is published does.
    return [Image(
        ["library/redis:latest", "library/redis:7", "library/redis:7-alpine"], f"Stand-in for redis: Debian {version}",
        [files], entrypoint=["docker-entrypoint.sh"], command=["redis-server", "--protected-mode", "no"],
        ports=[6379], volumes=["/data"], folder="/data")]
