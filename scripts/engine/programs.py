"""The engines, clients and plugins: Debian's packages of several releases, unpacked beside each other."""

from dataclasses import dataclass
from pathlib import Path

import debian
import folders


@dataclass(frozen=True)
class Engine:
    """One version of Docker: where its programs lie."""

    name: str
    folder: Path

    def program(self, name: str) -> Path:
        for place in ["usr/local/bin", "usr/sbin", "usr/bin"]:
            if (self.folder / place / name).exists():
                return self.folder / place / name
        raise debian.PackageError(f"{name} isn't in {self.folder}")

    @property
    def path(self) -> str:
        """PATH for the daemon, which looks for containerd, runc and docker-init there."""
        return ":".join([*(str(self.folder / place) for place in ["usr/local/bin", "usr/sbin", "usr/bin"]),
                         "/usr/sbin", "/usr/bin", "/sbin", "/bin"])


def _once(name: str, make) -> Path:
    """Unpacks once; what is made of another text of this file is another folder."""
    folder = folders.cache() / "programs" / f"{name}-{folders.fingerprint('programs.py', 'debian.py')}"
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        make(unfinished)
        unfinished.rename(folder)
    return folder


def docker20() -> Engine:
    """Debian bookworm's docker.io: 20.10."""
    return Engine("docker20", _once("docker20", lambda folder: debian.BOOKWORM.unpack(
        ["docker.io", "containerd", "runc", "tini"], folder)))


def docker28() -> Engine:
    """The newest of Debian, on this release's C library: runc and tini are bookworm's."""
    def make(folder: Path) -> None:
        debian.SID.unpack(["docker.io", "docker-cli", "containerd"], folder)
        own = debian.BOOKWORM.unpack(["runc", "tini"], folder / "bookworm")
        (folder / "usr/local/bin").mkdir(parents=True)
        for source, name in [("usr/sbin/runc", "runc"), ("usr/bin/tini-static", "docker-init")]:
            (own / source).rename(folder / "usr/local/bin" / name)
    return Engine("docker28", _once("docker28", make))


def registry() -> Path:
    """The registry's program."""
    return _once("registry", lambda folder: debian.BOOKWORM.unpack(["docker-registry"], folder)) / "usr/bin/docker-registry"


def clients() -> Path:
    """A folder with `bin` (docker, and trixie's kubectl), `cli-plugins` (compose and buildx of trixie), `cli-plugins-new` (sid's)."""
    def make(folder: Path) -> None:
        debian.SID.unpack(["docker-cli"], folder)
        own = debian.TRIXIE.unpack(["kubectl"], folder / "kubernetes")
        (own / "usr/bin/kubectl").rename(folder / "usr/bin/kubectl")
        for release, name in [(debian.TRIXIE, "cli-plugins"), (debian.SID, "cli-plugins-new")]:
            # A release names its packages by one name each; the newer ones lie in a folder of their own.
            release.unpack(["docker-compose", "docker-buildx"], folder / name / "root")
            for plugin in (folder / name / "root/usr/libexec/docker/cli-plugins").iterdir():
                (folder / name / plugin.name).symlink_to(f"root/usr/libexec/docker/cli-plugins/{plugin.name}")
    return _once("clients", make)
