"""What the stand-ins share: a shell, accounts, and a word about what they are."""

import subprocess
from pathlib import Path

import debian
import folders
from rootfs import RootFS

ACCOUNTS = [("root", 0, "/root"), ("postgres", 70, "/var/lib/postgresql"), ("nginx", 101, "/nonexistent"),
            ("redis", 999, "/data"), ("nobody", 65534, "/nonexistent")]

# Of Debian's getent what lectures use: whether a name is known.
GETENT = """#!/bin/sh
[ "$1" = hosts ] || { echo "getent: only hosts are known here" >&2; exit 1; }
grep -wE "[^#]*[[:space:]]$2" /etc/hosts && exit 0
address=$(nslookup "$2" 2>/dev/null | sed -n '/^Name:/,$s/^Address[^:]*: *//p' | head -n 1)
[ -n "$address" ] || exit 2
printf '%-15s %s\\n' "$address" "$2"
"""


def unpacked(release: debian.Release, name: str, packages: list[str], libraries: bool = True) -> Path:
    """The packages, with the libraries they need, in a folder of their own."""
    names = release.with_libraries(packages) if libraries else packages
    return release.unpack(names, folders.cache() / "unpacked" / name)


def system(identity: str, origin: str) -> RootFS:
    """BusyBox with all its commands, the accounts, and what this image is."""
    root = unpacked(debian.TRIXIE, "busybox", ["busybox-static"], libraries=False)
    files = RootFS()
    files.file("bin/busybox", root / "usr/bin/busybox", 0o755)
    listing = subprocess.run([root / "usr/bin/busybox", "--list"], check=True, text=True, capture_output=True).stdout
    applets = [name for name in listing.split() if name not in ("busybox", "dpkg", "dpkg-deb", "rpm")]
    files.hard_links([f"bin/{name}" for name in applets], "bin/busybox")
    for path in ["dev", "etc", "proc", "sys", "usr/bin", "usr/sbin", "usr/local/bin", "var/log", "run"]:
        files.folder(path)
    files.link("usr/bin/env", "/bin/env")
    files.folder("root", 0o700)
    files.folder("tmp", 0o1777)
    files.text("etc/passwd", "".join(
        f"{name}:x:{number}:{number}:{name}:{home}:/bin/sh\n" for name, number, home in ACCOUNTS))
    files.text("etc/group", "".join(f"{name}:x:{number}:\n" for name, number, _ in ACCOUNTS))
    files.text("usr/bin/getent", GETENT, 0o755)
    files.text("etc/nsswitch.conf", "hosts: files dns\n")
    files.text("etc/os-release", f'NAME="slidectl stand-in"\nID=slidectl-stand-in\nPRETTY_NAME="{identity}"\n')
    files.text("etc/slidectl-stand-in", f"{identity}\nMade from {origin}, for tests; not the image of that name.\n")
    return files
