"""What stands in for golang: Debian's newest Go on BusyBox, without a C compiler."""

import re
from pathlib import Path

import debian
from image import Image
from recipes import base
from rootfs import RootFS

VERSION = "1.26"
HOME = f"usr/lib/go-{VERSION}"
SHARE = f"usr/share/go-{VERSION}"


def toolchain() -> Path:
    """Where Go lies unpacked; its programs are static and run on any release."""
    return base.unpacked(
        debian.SID, "golang", [f"golang-{VERSION}-go", f"golang-{VERSION}-src"], libraries=False)


def images() -> list[Image]:
    root = toolchain()
    version = debian.SID.version(f"golang-{VERSION}-go")
    go = RootFS()
    for name in ["VERSION", "go.env", "bin", "pkg", "src", "lib"]:
        go.tree(root, f"{HOME}/{name}", leave_out=lambda path: re.search("/(cover|fix|preprofile)$", path))
    for name in ["src", "pkg", "lib"]:
        go.tree(root, f"{SHARE}/{name}", leave_out=_useless_for_builds)
    go.folder("go", 0o1777)
    system = base.system("A stand-in for the image golang", f"Debian's golang-{VERSION} {version}")
    tags = ["latest", "alpine", "1.25", "1.25-alpine", "1.25-alpine3.22", "1.26", "1.26-alpine"]
    return [Image(
        [f"library/golang:{tag}" for tag in tags], f"Stand-in for golang: Debian {version}, whatever the tag says",
        [system, go], command=["/bin/sh"], folder="/go", environment=[
            f"PATH=/go/bin:/{HOME}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "GOPATH=/go",
            "GOTOOLCHAIN=local", "CGO_ENABLED=0",
        ])]


def _useless_for_builds(path: str) -> bool:
    """The tests of Go itself, and the sources of its own commands."""
    return path.endswith(("_test.go", "/testdata")) or path == f"{SHARE}/src/cmd"
