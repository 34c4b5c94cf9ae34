"""What the gate costs: the same requests to an engine's own socket and through a gate before it, in turns."""

import json
import os
import re
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from table import Figures, Row, at_least, at_most

MIB = 1 << 20
# Bytes that a stream carries.
STREAM = 256 * MIB
SESSION = "benchgate"
OWN = json.dumps({"label": [f"dev.slidectl.session={SESSION}"]})


class Wire:
    """A connection to an engine, one request at a time."""

    def __init__(self, path: str):
        self.path = path
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(path)

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_) -> None:
        self.socket.close()

    def send(self, method: str, target: str, body: bytes = b"", *fields: str, length: int | None = None) -> None:
        lines = [f"{method} {target} HTTP/1.1", "Host: engine", *fields]
        if body or method != "GET":
            lines.append(f"Content-Length: {len(body) if length is None else length}")
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode() + body)

    def head(self) -> tuple[int, dict[str, str], bytes]:
        """The status, the fields, and what came behind them already."""
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._receive()
        text, _, rest = data.partition(b"\r\n\r\n")
        lines = text.decode("latin-1").split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        return int(lines[0].split()[1]), fields, rest

    def call(self, method: str, target: str, body: object = None) -> tuple[int, bytes]:
        data = b"" if body is None else json.dumps(body).encode()
        self.send(method, target, data, *(["Content-Type: application/json"] if data else []))
        status, fields, rest = self.head()
        if fields.get("transfer-encoding") == "chunked":
            while not rest.endswith(b"0\r\n\r\n"):
                rest += self._receive()
            return status, re.sub(rb"(?:^|\r\n)[0-9a-f]+\r\n", b"", rest.removesuffix(b"0\r\n\r\n"))
        while len(rest) < int(fields.get("content-length", 0)):
            rest += self._receive()
        return status, rest

    def timed(self, method: str, target: str) -> float:
        start = time.perf_counter()
        status, _ = self.call(method, target)
        taken = (time.perf_counter() - start) * 1000
        if status >= 400:
            raise RuntimeError(f"{target} at {self.path} answers {status}")
        return taken

    def drain(self) -> int:
        """Counts the bytes of an answer until the connection ends."""
        buffer, count = bytearray(MIB), 0
        while got := self.socket.recv_into(buffer):
            count += got
        return count

    def _receive(self) -> bytes:
        part = self.socket.recv(MIB)
        if not part:
            raise RuntimeError(f"{self.path} closed the connection")
        return part


@contextmanager
def gate(program: Path, engine: str):
    """A gate before an engine, and whatever its session had gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="slidectl-gate-") as folder:
        path = f"{folder}/gate.sock"
        process = subprocess.Popen([program, engine, path, SESSION, "127.77.7.7"], stdout=subprocess.DEVNULL)
        try:
            deadline = time.monotonic() + 20
            while not os.path.exists(path):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("the gate doesn't come up")
                time.sleep(0.02)
            yield path
        finally:
            process.terminate()
            process.wait(10)
            sweep(engine)


def sweep(engine: str) -> None:
    with Wire(engine) as wire:
        names = json.loads(wire.call("GET", f"/v1.41/containers/json?all=1&filters={OWN.replace(' ', '')}")[1])
        for container in names:
            wire.call("DELETE", f"/v1.41/containers/{container['Id']}?force=1&v=1")
        for network in json.loads(wire.call("GET", f"/v1.41/networks?filters={OWN.replace(' ', '')}")[1]):
            wire.call("DELETE", f"/v1.41/networks/{network['Id']}")
        for image in json.loads(wire.call("GET", "/v1.41/images/json")[1]):
            for tag in image["RepoTags"] or []:
                if tag.startswith(f"slidectl.invalid/{SESSION}/"):
                    wire.call("DELETE", f"/v1.41/images/{tag}?force=1&noprune=1")


class Side:
    """One of the two ways to the engine, with a container of its own."""

    def __init__(self, path: str):
        self.path = path
        with Wire(path) as wire:
            wire.call("POST", "/v1.41/images/create?fromImage=busybox&tag=latest")
        self.container = self._container(["sleep", "3600"])
        self._post(f"/containers/{self.container}/start")

    def _post(self, target: str, body: object = None) -> bytes:
        with Wire(self.path) as wire:
            status, answer = wire.call("POST", f"/v1.41{target}", body)
        if status >= 400:
            raise RuntimeError(f"{target} at {self.path}: {answer.decode()}")
        return answer

    def _container(self, command: list[str], **more: object) -> str:
        return json.loads(self._post("/containers/create", {"Image": "busybox", "Cmd": command, **more}))["Id"]

    def remove(self) -> None:
        with Wire(self.path) as wire:
            wire.call("DELETE", f"/v1.41/containers/{self.container}?force=1")

    def exec_stream(self) -> float:
        """MB/s of what a process prints."""
        words = ["dd", "if=/dev/zero", "bs=1M", f"count={STREAM // MIB}"]
        made = json.loads(self._post(f"/containers/{self.container}/exec", {"Cmd": words, "AttachStdout": True}))["Id"]
        with Wire(self.path) as wire:
            body = b'{"Detach":false,"Tty":false}'
            start = time.perf_counter()
            wire.send("POST", f"/v1.41/exec/{made}/start", body, "Content-Type: application/json", "Connection: Upgrade",
                      "Upgrade: tcp")
            _, _, rest = wire.head()
            return self._rate(len(rest) + wire.drain(), start)

    def make_file(self) -> None:
        words = ["dd", "if=/dev/zero", "of=/big", "bs=1M", f"count={STREAM // MIB}"]
        made = json.loads(self._post(f"/containers/{self.container}/exec", {"Cmd": words, "AttachStdout": True}))["Id"]
        with Wire(self.path) as wire:
            wire.send("POST", f"/v1.41/exec/{made}/start", b"{}", "Content-Type: application/json", "Connection: Upgrade",
                      "Upgrade: tcp")
            wire.head()
            wire.drain()

    def download(self) -> float:
        """MB/s of a file that is copied out."""
        with Wire(self.path) as wire:
            start = time.perf_counter()
            wire.send("GET", f"/v1.41/containers/{self.container}/archive?path=/big", b"", "Connection: close")
            _, _, rest = wire.head()
            return self._rate(len(rest) + wire.drain(), start)

    @staticmethod
    def _rate(count: int, start: float) -> float:
        if count < STREAM:
            raise RuntimeError(f"a stream of {STREAM} bytes ended after {count}")
        return count / 1e6 / (time.perf_counter() - start)


def calls(direct: Side, gated: Side, count: int = 300) -> list[Row]:
    """Requests in turns on one connection each; what the gate adds is the difference of each pair."""
    rows = []
    targets = {
        "GET /_ping": "/_ping", "GET /containers/json": "/v1.41/containers/json",
        "GET /containers/{id}/json": "/v1.41/containers/{id}/json", "GET /images/json": "/v1.41/images/json",
        "GET /networks": "/v1.41/networks", "GET /volumes": "/v1.41/volumes",
    }
    for name, target in targets.items():
        with Wire(direct.path) as one, Wire(gated.path) as other:
            pairs = [
                (one.timed("GET", target.replace("{id}", direct.container)),
                 other.timed("GET", target.replace("{id}", gated.container)))
                for _ in range(count + 10)][10:]
        added = Figures([behind - bare for bare, behind in pairs])
        rows += [
            Row(f"{name} through the gate, p50", Figures([pair[1] for pair in pairs]).median,
                Figures([pair[0] for pair in pairs]).median, "ms"),
            Row("– what the gate adds, p50", added.median, None, "ms", "≤ 1 ms", at_most(1)),
        ]
    return rows


def streams(direct: Side, gated: Side, count: int = 3) -> list[Row]:
    for side in (direct, gated):
        side.make_file()
    rows = []
    for name, measure in {"output of exec": Side.exec_stream, "cp out of a container": Side.download}.items():
        pairs = [(measure(direct), measure(gated)) for _ in range(count)]
        bare, behind = (Figures([pair[index] for pair in pairs]).median for index in (0, 1))
        # Where the engine itself is slower than that, 4/5 of it is what a gate can be held to.
        rows.append(Row(f"{name} through the gate", behind, bare, "MB/s", "≥ 300 MB/s or 4/5",
                        at_least(min(300, 0.8 * bare))))
    return rows


def ready(binary: Path, engine: str, count: int = 5) -> Figures:
    """Until a session's socket answers, in milliseconds; the first is not counted."""
    taken = []
    with tempfile.TemporaryDirectory(prefix="slidectl-bench-") as state:
        environment = {**os.environ, "SLIDECTL_SANDBOX_STATE": state}
        try:
            for _ in range(count + 1):
                start = time.perf_counter()
                subprocess.run([binary, "sandbox", "up", "--engine-socket", engine, "--format", "json"], check=True,
                               env=environment, stdout=subprocess.DEVNULL)
                taken.append((time.perf_counter() - start) * 1000)
        finally:
            subprocess.run([binary, "sandbox", "down", "--all"], env=environment, stdout=subprocess.DEVNULL)
    return Figures(taken[1:])


def engine_socket() -> str | None:
    """The engine to measure with: one of the tests', else the machine's own."""
    names = ["SLIDECTL_TEST_DOCKER28", "SLIDECTL_TEST_DOCKER20"]
    found = [os.environ.get(name) for name in names] + ["/var/run/docker.sock"]
    return next((path for path in found if path and os.path.exists(path)), None)


def rows(binary: Path) -> list[Row]:
    """All figures; raises RuntimeError where nothing can be measured."""
    engine, program = engine_socket(), binary.with_name("BenchEngine")
    if engine is None:
        raise RuntimeError('no engine runs: scripts/test-engine start docker28; eval "$(scripts/test-engine env)"')
    if not program.exists():
        raise RuntimeError(f"{program} isn't there")
    with gate(program, engine) as path:
        direct, gated = Side(engine), Side(path)
        try:
            found = calls(direct, gated) + streams(direct, gated)
        finally:
            direct.remove()
    opened = ready(binary, engine)
    return found + [Row("sandbox up, whole process, warm, median", opened.median, None, "ms", "≤ 1,500 ms", at_most(1500))]
