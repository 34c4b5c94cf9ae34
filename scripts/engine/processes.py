"""Daemons of ours: started apart from the caller, found again and ended by process id and program, never by name."""

import os
import signal
import subprocess
import time
from pathlib import Path


class StartError(Exception):
    """A daemon doesn't come up."""


class Daemon:
    """One long-running process, remembered by a file with its id and the time it began."""

    def __init__(self, folder: Path, name: str, namespace: str | None = None):
        self.file = folder / f"{name}.process"
        self.log = folder / f"{name}.log"
        self.namespace = namespace

    def pid(self) -> int | None:
        """The process, if the one that was started is still there."""
        try:
            pid, began = self.file.read_text().split()
            return int(pid) if _began(int(pid)) == began else None
        except (OSError, ValueError):
            return None

    def start(self, command: list, ready, environment: dict[str, str], seconds: float = 60) -> None:
        """Starts the process and returns once `ready()` is true."""
        if self.pid() is None:
            if self.namespace:
                # Not `ip netns exec`: it mounts /sys anew, without the control groups.
                command = ["nsenter", f"--net=/run/netns/{self.namespace}", "--", *command]
            with self.log.open("wb") as log:
                process = subprocess.Popen(
                    [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/",
                    start_new_session=True, env=environment)
            self.file.write_text(f"{process.pid} {_began(process.pid)}")
        deadline = time.monotonic() + seconds
        while not ready():
            if self.pid() is None or time.monotonic() > deadline:
                raise StartError(f"{command[0]} doesn't come up; {self.log} ends:\n" + self._tail())
            time.sleep(0.05)

    def stop(self, seconds: float = 20) -> None:
        """Asks the process to end, and makes it end."""
        for number in [signal.SIGTERM, signal.SIGKILL]:
            pid = self.pid()
            if pid is None:
                break
            os.kill(pid, number)
            deadline = time.monotonic() + seconds
            while self.pid() is not None and time.monotonic() < deadline:
                time.sleep(0.02)
        self.file.unlink(missing_ok=True)

    def _tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])


def _began(pid: int) -> str | None:
    """The time a process began, in ticks since the machine's start; nothing for one that ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else fields[19]


def running_from(folder: Path) -> list[int]:
    """The processes whose program or working folder lies in the folder, or that name it: shims, proxies."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            arguments = (entry / "cmdline").read_bytes().split(b"\0")
            program = os.readlink(entry / "exe")
        except OSError:
            continue
        inside = str(folder) + "/"
        if program.startswith(inside) or any(word.decode(errors="replace").startswith(inside) for word in arguments[1:]):
            found.append(int(entry.name))
    return found
