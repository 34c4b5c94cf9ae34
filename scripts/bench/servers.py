"""The two servers under test: each is started on a free loopback port and ended by its process."""

import socket
import subprocess
import time
from pathlib import Path

from http_client import Connection


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A running server, until the block ends."""

    def __init__(self, name: str, arguments: list[str], folder: Path, port: int):
        self.name, self.port = name, port
        self.arguments = [argument.replace("PORT", str(port)) for argument in arguments]
        self.folder = folder

    @classmethod
    def slidectl(cls, binary: Path, folder: Path) -> "Server":
        return cls("slidectl", [str(binary), "serve", ".", "--port", "PORT"], folder, free_port())

    @classmethod
    def present(cls, folder: Path) -> "Server":
        # Playing code stays on, as it is unless one says otherwise.
        return cls("present", ["/usr/bin/present", "-http", "127.0.0.1:PORT", "-content", "."], folder, free_port())

    def __enter__(self) -> "Server":
        self.start = time.perf_counter()
        self.process = subprocess.Popen(
            self.arguments, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        self.until_listening()
        return self

    def __exit__(self, *_) -> None:
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def until_listening(self) -> None:
        while time.perf_counter() - self.start < 10:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.process.returncode} at its start")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except ConnectionRefusedError:
                time.sleep(0.0005)
        raise RuntimeError(f"{self.name} doesn't listen")

    def connection(self) -> Connection:
        return Connection(self.port)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def peak_memory(self) -> float:
        """The most memory that was resident so far, in MiB."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError(f"no VmHWM for {self.name}")
