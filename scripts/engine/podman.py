"""Podman's service with Docker's API, with settings that work where limits can't be raised."""

import json
import os
import shutil
import socket
import subprocess

import folders
import network
import registry
from docker import end_all
from processes import Daemon, StartError

NAMESPACE = "slidectl-podman"


class PodmanEngine:
    """Debian's Podman (4.3), as installed, in a network namespace of its own."""

    name = "podman"
    namespace = NAMESPACE

    def __init__(self) -> None:
        self.state = folders.state() / "podman"
        self.data = folders.data() / "podman"
        self.socket = self.state / "podman.sock"

    @property
    def running(self) -> bool:
        return Daemon(self.state, "podman").pid() is not None

    def start(self, say) -> None:
        if self.running:
            return
        self.stop()
        program = shutil.which("podman", path="/usr/bin:/usr/local/bin")
        if program is None:
            raise StartError("podman isn't installed: scripts/install-dependencies test")
        for folder in [self.state, self.data]:
            folder.mkdir(parents=True, exist_ok=True)
        network.make_namespace(NAMESPACE)
        registry.start(say)
        mirror = registry.start(say, NAMESPACE)
        self._settings(mirror)
        say(f"starting {program}")
        Daemon(self.state, "podman", NAMESPACE).start(
            [program, "system", "service", "-t", "0", f"unix://{self.socket}"], self._answers, self._environment())

    def _settings(self, mirror: str) -> None:
        # Hard limits can't be raised without CAP_SYS_RESOURCE, and crun refuses a hybrid layout of control groups.
        (self.state / "containers.conf").write_text(
            '[containers]\ndefault_ulimits = ["nofile=20000:20000", "nproc=9000:9000"]\n'
            f'[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n'
            # Not the static folder and not the volumes': the process that cleans up after a container is told
            # only the storage's root, and looks for both below it.
            f'tmp_dir = "{self.state}/tmp"\n'
            f'[network]\nnetwork_config_dir = "{self.data}/networks"\n')
        (self.state / "storage.conf").write_text(
            f'[storage]\ndriver = "overlay"\ngraphroot = "{self.data}/storage"\nrunroot = "{self.state}/run"\n')
        (self.state / "registries.conf").write_text(
            'unqualified-search-registries = ["docker.io"]\nshort-name-mode = "permissive"\n'
            f'[[registry]]\nprefix = "docker.io"\nlocation = "{mirror}"\ninsecure = true\n'
            f'[[registry]]\nprefix = "gcr.io"\nlocation = "{mirror}"\ninsecure = true\n'
            f'[[registry]]\nlocation = "{mirror}"\ninsecure = true\n')
        (self.state / "policy.json").write_text(json.dumps({"default": [{"type": "insecureAcceptAnything"}]}))

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(self.state),
            "CONTAINERS_CONF": str(self.state / "containers.conf"),
            "CONTAINERS_STORAGE_CONF": str(self.state / "storage.conf"),
            "CONTAINERS_REGISTRIES_CONF": str(self.state / "registries.conf"),
            "TMPDIR": str(self.data), "XDG_RUNTIME_DIR": str(self.state), "PODMAN_IGNORE_CGROUPSV1_WARNING": "1",
        }

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(os.fspath(self.socket))
                return True
            except OSError:
                return False

    def _podman(self, *words: str) -> subprocess.CompletedProcess:
        enter = ["nsenter", f"--net=/run/netns/{NAMESPACE}", "--"]
        return subprocess.run([*enter, "podman", *words], text=True, capture_output=True, env=self._environment())

    def stop(self) -> None:
        """Ends the service and removes everything that it made."""
        if not self.state.exists():
            # A start that was broken off may have come no further.
            network.remove_namespace(NAMESPACE)
            return
        if (self.state / "containers.conf").exists():
            self._podman("rm", "--all", "--force", "--volumes", "--time", "1")
        Daemon(self.state, "podman").stop()
        end_all(self.state, self.data)
        registry.stop(NAMESPACE)
        network.remove_namespace(NAMESPACE)
        for folder in [self.state, self.data]:
            shutil.rmtree(folder, ignore_errors=True)
