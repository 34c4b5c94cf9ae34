"""The registry on the loopback interface that serves the images, to the machine and to each engine's own network."""

import shutil
import socket
import subprocess
from pathlib import Path

import folders
import images
import programs
from processes import Daemon


def _port_file() -> Path:
    return folders.state() / "registry.port"


def port() -> int:
    """One port for all: chosen at the first start, kept until the last stop."""
    if not _port_file().exists():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            _port_file().write_text(str(probe.getsockname()[1]))
    return int(_port_file().read_text())


def start(say, namespace: str | None = None) -> str:
    """Serves a copy of the images, because tests push; returns the registry's address."""
    origin = images.build(say)
    served = folders.data() / "registry"
    if not served.exists():
        served.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(origin, served)
    address = f"127.0.0.1:{port()}"
    settings = folders.state() / "registry.yml"
    settings.write_text(
        f"version: 0.1\nlog: {{level: warn, accesslog: {{disabled: true}}}}\n"
        f"storage: {{filesystem: {{rootdirectory: {served}}}, delete: {{enabled: true}}}}\n"
        f"http: {{addr: '{address}'}}\n")
    _daemon(namespace).start(
        [programs.registry(), "serve", settings], lambda: _answers(namespace),
        {"PATH": "/usr/bin:/bin", "OTEL_TRACES_EXPORTER": "none"})
    return address


def stop(namespace: str | None = None) -> None:
    _daemon(namespace).stop()
    if namespace is None:
        shutil.rmtree(folders.data() / "registry", ignore_errors=True)
        _port_file().unlink(missing_ok=True)


def _daemon(namespace: str | None) -> Daemon:
    return Daemon(folders.state(), f"registry-{namespace}" if namespace else "registry", namespace)


def _answers(namespace: str | None) -> bool:
    probe = f"exec 3<>/dev/tcp/127.0.0.1/{port()}"
    enter = ["nsenter", f"--net=/run/netns/{namespace}", "--"] if namespace else []
    return subprocess.run([*enter, "bash", "-c", probe], stderr=subprocess.DEVNULL).returncode == 0
