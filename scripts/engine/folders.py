"""Where the engine for tests keeps what it downloads and builds, and what runs."""

import hashlib
import os
from pathlib import Path

SOURCES = Path(__file__).resolve().parent


def cache() -> Path:
    """What may be thrown away at any time: packages, unpacked programs, images."""
    home = os.environ.get("SLIDECTL_TEST_CACHE") or Path(
        os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "slidectl" / "test-engine"
    return Path(home)


def state() -> Path:
    """Sockets, process ids and logs. Short: the path of a socket has 107 bytes at most."""
    return Path(os.environ.get("SLIDECTL_TEST_STATE") or "/run/slidectl-test-engine")


def data() -> Path:
    """The engines' own images and containers; on a disk, not in memory."""
    return Path(os.environ.get("SLIDECTL_TEST_DATA") or "/var/lib/slidectl-test-engine")


def fingerprint(*names: str) -> str:
    """Names a version of what the given sources make: another text, another name."""
    digest = hashlib.sha256()
    for name in sorted(names):
        for path in sorted(SOURCES.glob(name)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
