"""The files of an image: taken from unpacked packages, written as one reproducible tar archive."""

import io
import os
import stat
import subprocess
import tarfile
from pathlib import Path


class RootFS:
    """What an image holds, path by path, without a leading slash."""

    def __init__(self) -> None:
        self.entries: dict[str, tuple[tarfile.TarInfo, bytes | None]] = {}

    def _put(self, path: str, kind: bytes, mode: int, owner: int = 0, link: str = "", content: bytes | None = None):
        path = path.strip("/")
        parent = os.path.dirname(path)
        if parent and parent not in self.entries:
            self.folder(parent)
        info = tarfile.TarInfo(path)
        info.type, info.mode, info.linkname = kind, mode, link
        info.uid = info.gid = owner
        info.size = len(content) if content is not None else 0
        self.entries[path] = (info, content)

    def folder(self, path: str, mode: int = 0o755, owner: int = 0) -> None:
        self._put(path, tarfile.DIRTYPE, mode, owner)

    def link(self, path: str, target: str) -> None:
        self._put(path, tarfile.SYMTYPE, 0o777, link=target)

    def text(self, path: str, content: str, mode: int = 0o644, owner: int = 0) -> None:
        self._put(path, tarfile.REGTYPE, mode, owner, content=content.encode())

    def file(self, path: str, source: Path, mode: int | None = None) -> None:
        self._put(path, tarfile.REGTYPE, mode or stat.S_IMODE(source.stat().st_mode), content=source.read_bytes())

    def hard_links(self, paths: list[str], target: str) -> None:
        for path in paths:
            self._put(path, tarfile.LNKTYPE, 0o755, link=target)

    def tree(self, root: Path, path: str, leave_out=lambda name: False) -> None:
        """Takes a file or a folder with all below it from an unpacked root."""
        source = root / path.strip("/")
        if source.is_symlink():
            self.link(path, os.readlink(source))
        elif source.is_dir():
            self.folder(path, stat.S_IMODE(source.stat().st_mode))
            for name in sorted(os.listdir(source)):
                below = f"{path.strip('/')}/{name}"
                if not leave_out(below):
                    self.tree(root, below, leave_out)
        else:
            self.file(path, source)

    def program(self, root: Path, path: str) -> None:
        """Takes a program or library with every library that the loader of its own release finds for it."""
        loader = ["chroot", root, "/lib64/ld-linux-x86-64.so.2", "--list", path]
        listing = subprocess.run(loader, check=True, text=True, stdout=subprocess.PIPE).stdout
        self.file(path, (root / path.strip("/")).resolve())
        for line in listing.splitlines():
            found = [word for word in line.split() if word.startswith("/")]
            if found and found[0].strip("/") not in self.entries:
                self.file(found[0], _inside(root, found[0]), 0o755)

    def archive(self) -> bytes:
        """The files as a tar archive, each time the same bytes."""
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
            # A folder comes before what it holds, a file before the hard links to it.
            for path in sorted(self.entries, key=lambda path: (self.entries[path][0].type == tarfile.LNKTYPE, path)):
                info, content = self.entries[path]
                tar.addfile(info, io.BytesIO(content) if content is not None else None)
        return out.getvalue()


def _inside(root: Path, path: str) -> Path:
    """Follows links as a process with this root would."""
    current = root / path.strip("/")
    while current.is_symlink():
        target = os.readlink(current)
        current = root / target.strip("/") if target.startswith("/") else current.parent / target
    return current
