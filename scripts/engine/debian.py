"""Packages of several Debian releases, taken from the mirror that this machine uses and unpacked into folders.

apt itself does the work, with lists and a cache of its own: nothing is installed.
"""

import re
import shutil
import subprocess
from pathlib import Path

import folders

# Where the releases' keys lie on Debian.
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


class PackageError(Exception):
    """A package can't be had."""


def mirror() -> str:
    """The address of Debian's archive in this machine's settings."""
    files = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    for file in files:
        if not file.is_file():
            continue
        for line in file.read_text(errors="replace").splitlines():
            found = re.match(r"(?:URIs:|deb(?: \[[^]]*\])?)\s+(\S+/debian)/?(?:\s|$)", line)
            if found:
                return found[1]
    raise PackageError("the settings of apt name no mirror of Debian")


class Release:
    """One release with apt's lists of it."""

    def __init__(self, suite: str, security: bool = False):
        self.suite = suite
        self.folder = folders.cache() / "apt" / suite
        self.security = security

    def prepare(self) -> None:
        """Fetches the lists, once; `test-engine clean` forgets them."""
        if (self.folder / "ready").exists():
            return
        for part in ["lists/partial", "cache/archives/partial", "packages"]:
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        (self.folder / "status").touch()
        address = mirror()
        sources = [(address, self.suite)]
        if self.security:
            sources += [(address, f"{self.suite}-updates"), (address + "-security", f"{self.suite}-security")]
        (self.folder / "sources.list").write_text("".join(
            f"deb [signed-by={KEYRING}] {uri} {suite} main\n" for uri, suite in sources))
        (self.folder / "apt.conf").write_text("".join(f'{key} "{value}";\n' for key, value in {
            "Dir::Etc::sourcelist": self.folder / "sources.list",
            "Dir::Etc::sourceparts": "/nonexistent",
            "Dir::State::lists": self.folder / "lists",
            "Dir::State::status": self.folder / "status",
            "Dir::Cache": self.folder / "cache",
            "Acquire::Languages": "none",
            "Acquire::Retries": 3,
            "APT::Sandbox::User": "root",
            "APT::Install-Recommends": "false",
        }.items()))
        self._apt("apt-get", "-qq", "update")
        (self.folder / "ready").touch()

    def _apt(self, *command: str, folder: Path | None = None) -> str:
        result = subprocess.run(
            command, cwd=folder, text=True, capture_output=True,
            env={"APT_CONFIG": str(self.folder / "apt.conf"), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"})
        if result.returncode != 0:
            raise PackageError(f"{' '.join(command[:3])} …: {result.stderr.strip()}")
        return result.stdout

    def archives(self, names: list[str]) -> list[Path]:
        """The packages' files, downloaded where they aren't there yet."""
        self.prepare()
        packages = self.folder / "packages"
        missing = [name for name in names if not list(packages.glob(f"{name}_*.deb"))]
        if missing:
            self._apt("apt-get", "-qq", "download", *missing, folder=packages)
        return [archive for name in names for archive in packages.glob(f"{name}_*.deb")]

    def with_libraries(self, names: list[str]) -> list[str]:
        """The packages, and the libraries in what apt would install with them."""
        self.prepare()
        plan = self._apt("apt-get", "-s", "install", *names)
        resolved = re.findall(r"^Inst (\S+)", plan, flags=re.MULTILINE)
        # Of LLVM only PostgreSQL's compiler of queries makes use, and it is optional.
        libraries = [name for name in resolved if re.match("lib(?!llvm|perl)|zlib", name)]
        return sorted({*names, *libraries})

    def unpack(self, names: list[str], root: Path) -> Path:
        """Unpacks the packages below the folder, as `dpkg -x` does."""
        archives = self.archives(names)
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        # Newer releases ship /usr alone and take these links for granted.
        if self.suite != "bookworm":
            for name in ["bin", "sbin", "lib", "lib64"]:
                (root / "usr" / name).mkdir(parents=True, exist_ok=True)
                (root / name).symlink_to(f"usr/{name}")
        for archive in archives:
            subprocess.run(["dpkg", "-x", archive, root], check=True)
        return root

    def version(self, name: str) -> str:
        """The version of a package that was downloaded."""
        return subprocess.run(
            ["dpkg-deb", "-f", self.archives([name])[0], "Version"], check=True, text=True, capture_output=True,
        ).stdout.strip()


BOOKWORM = Release("bookworm", security=True)
TRIXIE = Release("trixie")
SID = Release("sid")
