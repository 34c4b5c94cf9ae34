"""Images as data, and how they are laid into the folder that a registry serves."""

import gzip
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from rootfs import RootFS

LABEL = "org.slidectl.stand-in"
CREATED = "2026-01-01T00:00:00Z"


@dataclass
class Image:
    """One image: its names, what it holds, what it runs."""

    names: list[str]
    title: str
    layers: list[RootFS]
    command: list[str] = field(default_factory=list)
    entrypoint: list[str] = field(default_factory=list)
    environment: list[str] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)
    volumes: list[str] = field(default_factory=list)
    folder: str = ""
    stop_signal: str = ""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Storage:
    """The storage of docker-registry (distribution 2): blobs by digest, links by name."""

    def __init__(self, root: Path):
        self.root = root / "docker" / "registry" / "v2"

    def add(self, image: Image) -> None:
        archives = [layer.archive() for layer in image.layers]
        blobs = [gzip.compress(archive, compresslevel=1, mtime=0) for archive in archives]
        configuration = json.dumps(_configuration(image, [_digest(archive) for archive in archives])).encode()
        manifest = json.dumps({
            "schemaVersion": 2,
            "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
            "config": _descriptor("application/vnd.docker.container.image.v1+json", configuration),
            "layers": [_descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip", blob) for blob in blobs],
        }, indent=3).encode()
        for blob in [*blobs, configuration, manifest]:
            self._write(f"blobs/sha256/{_digest(blob)[:2]}/{_digest(blob)}/data", blob)
        for name in image.names:
            repository, tag = name.rsplit(":", 1)
            folder = f"repositories/{repository}"
            for blob in [*blobs, configuration]:
                self._link(f"{folder}/_layers/sha256/{_digest(blob)}", blob)
            self._link(f"{folder}/_manifests/revisions/sha256/{_digest(manifest)}", manifest)
            self._link(f"{folder}/_manifests/tags/{tag}/current", manifest)
            self._link(f"{folder}/_manifests/tags/{tag}/index/sha256/{_digest(manifest)}", manifest)

    def _link(self, folder: str, blob: bytes) -> None:
        self._write(f"{folder}/link", f"sha256:{_digest(blob)}".encode())

    def _write(self, path: str, content: bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _descriptor(media_type: str, content: bytes) -> dict:
    return {"mediaType": media_type, "size": len(content), "digest": f"sha256:{_digest(content)}"}


def _configuration(image: Image, layers: list[str]) -> dict:
    path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    environment = image.environment
    if not any(variable.startswith("PATH=") for variable in environment):
        environment = [path, *environment]
    run = {
        "Env": environment,
        "Cmd": image.command or None,
        "Entrypoint": image.entrypoint or None,
        "WorkingDir": image.folder,
        "Labels": {"org.opencontainers.image.title": image.title, LABEL: "made from Debian packages for tests"},
    }
    if image.ports:
        run["ExposedPorts"] = {f"{port}/tcp": {} for port in image.ports}
    if image.volumes:
        run["Volumes"] = {volume: {} for volume in image.volumes}
    if image.stop_signal:
        run["StopSignal"] = image.stop_signal
    return {
        "architecture": "amd64",
        "os": "linux",
        "created": CREATED,
        "config": run,
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{layer}" for layer in layers]},
        "history": [{"created": CREATED, "created_by": image.title} for _ in layers],
    }
