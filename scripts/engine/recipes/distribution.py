"""The registry as an image."""

import debian
from image import Image
from recipes import base

CONFIGURATION = """version: 0.1
log: {fields: {service: registry}}
storage:
  filesystem: {rootdirectory: /var/lib/registry}
  delete: {enabled: true}
http: {addr: ":5000"}
"""
ENTRYPOINT = """#!/bin/sh
case "$1" in
    *.yaml | *.yml) set -- registry serve "$@" ;;
    serve | garbage-collect | help | -*) set -- registry "$@" ;;
esac
exec "$@"
"""


def images() -> list[Image]:
    root = base.unpacked(debian.BOOKWORM, "registry", ["docker-registry"])
    version = debian.BOOKWORM.version("docker-registry")
    files = base.system("A stand-in for the image registry", f"Debian's docker-registry {version}")
    files.program(root, "/usr/bin/docker-registry")
    files.link("bin/registry", "/usr/bin/docker-registry")
    files.text("etc/docker/registry/config.yml", CONFIGURATION)
    files.text("entrypoint.sh", ENTRYPOINT, 0o755)
    files.folder("var/lib/registry")
    return [Image(
        ["library/registry:latest", "library/registry:2"], f"Stand-in for registry: Debian {version}", [files],
        entrypoint=["/entrypoint.sh"], command=["/etc/docker/registry/config.yml"], ports=[5000],
        volumes=["/var/lib/registry"])]
