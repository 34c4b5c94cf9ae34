"""What stands in for golang: Debian's newest Go on BusyBox, without a C compiler."""

import re
import subprocess
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


def compile(root: Path, source: Path, *flags: str) -> Path:
    """Builds a program as inside the image, so that what the compiler keeps fits there, too."""
    for name in ["dev", "tmp", "root"]:
        (root / name).mkdir(exist_ok=True)
    telemetry = root / "root/.config/go/telemetry"
    telemetry.mkdir(parents=True, exist_ok=True)
    (telemetry / "mode").write_text("off")
    (root / "dev/null").touch()  # All that Go does with it is to write to it.
    (root / "tmp/main.go").write_bytes(source.read_bytes())
    subprocess.run(
        ["chroot", root, f"/{HOME}/bin/go", "build", "-o", "/tmp/program", *flags, "/tmp/main.go"], check=True,
        env={"PATH": f"/{HOME}/bin:/usr/sbin:/usr/bin", "HOME": "/root", "GOROOT": f"/{HOME}", "GOTOOLCHAIN": "local", "CGO_ENABLED": "0", "GO111MODULE": "off"})
    return root / "tmp/program"


def images() -> list[Image]:
    root = toolchain()
    # What a small web service needs is compiled already, or every build of one would take a minute.
    for flags in [[], ["-trimpath"]]:
        compile(root, Path(__file__).resolve().parent / "bootcamp.go", *flags)
    version = debian.SID.version(f"golang-{VERSION}-go")
    go = RootFS()
    for name in ["VERSION", "go.env", "bin", "pkg", "src", "lib"]:
        go.tree(root, f"{HOME}/{name}", leave_out=lambda path: re.search("/(cover|fix|preprofile)$", path))
    for name in ["src", "pkg", "lib"]:
        go.tree(root, f"{SHARE}/{name}", leave_out=_useless_for_builds)
    go.folder("root", 0o700)
    go.tree(root, "root/.cache/go-build")
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
