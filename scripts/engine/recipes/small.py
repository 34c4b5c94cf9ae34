"""busybox, and what stands in for alpine: the same programs under another name."""

import debian
from image import Image
from recipes import base


def images() -> list[Image]:
    origin = "Debian's busybox-static " + debian.TRIXIE.version("busybox-static")
    alpine = base.system("A stand-in for Alpine Linux", origin)
    alpine.text("sbin/apk", (
        "#!/bin/sh\n"
        "echo 'apk: this is a stand-in for Alpine made from Debian packages; it installs nothing' >&2\nexit 1\n"
    ), 0o755)
    return [
        Image(
            ["library/busybox:latest", "library/busybox:1", "library/busybox:1.37"], "BusyBox",
            [base.system("BusyBox", origin)], command=["sh"]),
        Image(
            ["library/alpine:latest", "library/alpine:3", "library/alpine:3.22"], "Stand-in for Alpine Linux",
            [alpine], command=["/bin/sh"]),
    ]
