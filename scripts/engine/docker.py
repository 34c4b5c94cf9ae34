"""Docker's engine in one version, with all that it keeps in folders of ours."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import folders
import network
import programs
import registry
from processes import Daemon, running_from

# The lecture pulls this one from a registry that the mirror of Docker Hub doesn't stand for.
ELSEWHERE = {"gcr.io/google-samples/kubernetes-bootcamp:v1": "google-samples/kubernetes-bootcamp:v1"}


class DockerEngine:
    """One engine: `docker20` works in the machine's own network unless another engine does, `docker28` never does."""

    def __init__(self, name: str):
        self.name = name
        self.state = folders.state() / name
        self.data = folders.data() / name
        self.socket = self.state / "docker.sock"

    @property
    def namespace(self) -> str | None:
        """The network namespace that it runs in; none is the machine's own."""
        file = self.state / "namespace"
        return file.read_text() or None if file.exists() else None

    @property
    def running(self) -> bool:
        return Daemon(self.state, "dockerd").pid() is not None

    def start(self, say) -> None:
        if self.running:
            return
        self.stop()
        engine = getattr(programs, self.name)()
        self.state.mkdir(parents=True, exist_ok=True)
        self.data.mkdir(parents=True, exist_ok=True)
        apart = self.name != "docker20" or network.another_engine()
        (self.state / "namespace").write_text(f"slidectl-{self.name}" if apart else "")
        if apart:
            network.make_namespace(self.namespace)
        else:
            network.remember(self.state / "network.json")
        address = registry.start(say)
        if apart:
            registry.start(say, self.namespace)
        settings = self.state / "daemon.json"
        settings.write_text(json.dumps(self._settings(address)))
        say(f"starting {engine.program('dockerd')}")
        Daemon(self.state, "dockerd", self.namespace).start(
            [engine.program("dockerd"), "--config-file", settings, "-H", f"unix://{self.socket}"],
            lambda: self._docker("version").returncode == 0, {"PATH": engine.path, "HOME": str(self.state)})
        for name, source in ELSEWHERE.items():
            for words in [["pull", "-q", f"{address}/{source}"], ["tag", f"{address}/{source}", name],
                          ["rmi", f"{address}/{source}"]]:
                self._docker(*words, check=True)

    def _settings(self, mirror: str) -> dict:
        settings = {
            "data-root": str(self.data), "exec-root": str(self.state / "exec"), "pidfile": str(self.state / "dockerd.pid"),
            "registry-mirrors": [f"http://{mirror}"],
            # Apart from the addresses that a machine's own engine takes, and from the other version's.
            "default-address-pools": [{"base": "172.30.0.0/16" if self.name == "docker20" else "172.31.0.0/16", "size": 24}],
        }
        if self.name == "docker20":
            settings["deprecated-key-path"] = str(self.state / "key.json")
        return settings

    def _docker(self, *words: str, check: bool = False) -> subprocess.CompletedProcess:
        return subprocess.run(
            [programs.clients() / "bin/docker", "-H", f"unix://{self.socket}", *words], text=True, capture_output=True,
            check=check, env={"PATH": "/usr/bin:/bin", "HOME": str(self.state)})

    def stop(self) -> None:
        """Ends the engine and removes everything that it made."""
        if not self.state.exists():
            return
        namespace = self.namespace
        if self.running:
            for _ in range(5):  # A container that restarts may come back between the two.
                containers = self._docker("ps", "-aq").stdout.split()
                if not containers:
                    break
                self._docker("update", "--restart=no", *containers)
                self._docker("rm", "-fv", *containers)
            Daemon(self.state, "dockerd").stop()
        end_all(self.state, self.data)
        network.restore(self.state / "network.json")
        if namespace:
            registry.stop(namespace)
            network.remove_namespace(namespace)
        for folder in [self.state, self.data]:
            shutil.rmtree(folder, ignore_errors=True)


def end_all(*places: Path) -> None:
    """Ends what an engine that died left running, and unmounts what it left mounted."""
    for place in places:
        for pid in running_from(place):
            os.kill(pid, 9)
            deadline = time.monotonic() + 5
            while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
                time.sleep(0.02)
        mounts = [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]
        for mount in sorted((mount for mount in mounts if mount.startswith(f"{place}/")), reverse=True):
            subprocess.run(["umount", "-l", mount], check=False)
