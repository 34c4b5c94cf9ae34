"""What the embedded engine costs: sessions, calls, memory, and its share of a lab's processor time."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from engine import Wire
from table import Figures, Row, at_most

LECTURE = Path(__file__).resolve().parents[2] / "lectures" / "08-containers.slide"
SESSIONS = 200
LECTURES = 5
API = "/v1.41"


class Sessions:
    """Sessions on the embedded engine, with their journal in a folder of their own."""

    def __init__(self, binary: Path, state: str):
        self.binary = binary
        self.environment = {**os.environ, "SLIDECTL_SANDBOX_STATE": state}

    def up(self) -> dict:
        words = [self.binary, "sandbox", "up", "--engine", "embedded", "--format", "json"]
        return json.loads(subprocess.run(words, check=True, env=self.environment, capture_output=True).stdout)

    def down(self) -> None:
        subprocess.run([self.binary, "sandbox", "down", "--all"], env=self.environment, stdout=subprocess.DEVNULL)


@contextmanager
def sessions(binary: Path):
    with tempfile.TemporaryDirectory(prefix="slidectl-bench-") as state:
        opened = Sessions(binary, state)
        try:
            yield opened
        finally:
            opened.down()


def ready(binary: Path, count: int = 20) -> Figures:
    """Until a session's socket answers, the program's start included, in milliseconds; the first is not counted."""
    taken = []
    with sessions(binary) as opened:
        for _ in range(count + 1):
            start = time.perf_counter()
            session = opened.up()
            with Wire(socket_of(session)) as wire:
                wire.call("GET", "/_ping")
            taken.append((time.perf_counter() - start) * 1000)
    return Figures(taken[1:])


def socket_of(session: dict) -> str:
    return session["environment"]["DOCKER_HOST"].removeprefix("unix://")


def calls(binary: Path, count: int = 40) -> dict[str, Figures]:
    """Milliseconds of each kind of call, behind the gate, in a session with some containers."""
    taken: dict[str, list[float]] = {}
    with sessions(binary) as opened:
        with Wire(socket_of(opened.up())) as wire:

            def call(name: str, method: str, target: str, body: object = None) -> bytes:
                start = time.perf_counter()
                status, answer = wire.call(method, API + target, body)
                taken.setdefault(name, []).append((time.perf_counter() - start) * 1000)
                if status >= 400:
                    raise RuntimeError(f"{method} {target} answers {status}: {answer.decode()}")
                return answer

            call("pull", "POST", "/images/create?fromImage=redis&tag=7")
            for _ in range(10):
                made = json.loads(call("create", "POST", "/containers/create", {"Image": "redis:7"}))["Id"]
                call("start", "POST", f"/containers/{made}/start")
            for number in range(count):
                volume, network = f"v{number}", f"n{number}"
                call("volume create", "POST", "/volumes/create", {"Name": volume})
                call("network create", "POST", "/networks/create", {"Name": network})
                one = json.loads(call("create", "POST", "/containers/create", {
                    "Image": "redis:7", "HostConfig": {"Binds": [f"{volume}:/data"], "NetworkMode": network}}))["Id"]
                call("start", "POST", f"/containers/{one}/start")
                for name, target in {
                    "list": "/containers/json", "inspect": f"/containers/{one}/json", "images": "/images/json",
                    "networks": "/networks", "volumes": "/volumes", "logs": f"/containers/{one}/logs?stdout=1",
                    "version": "/version", "info": "/info", "top": f"/containers/{one}/top",
                    "stats": f"/containers/{one}/stats?stream=0&one-shot=1",
                }.items():
                    call(name, "GET", target)
                made = json.loads(call("exec create", "POST", f"/containers/{one}/exec", {"Cmd": ["true"]}))["Id"]
                call("exec start, detached", "POST", f"/exec/{made}/start", {"Detach": True})
                # A container runs 150 ms at least; that its end waits for them is no time of the engine's own.
                time.sleep(0.15)
                call("kill", "POST", f"/containers/{one}/kill")
                call("wait", "POST", f"/containers/{one}/wait")
                call("remove", "DELETE", f"/containers/{one}")
                call("network remove", "DELETE", f"/networks/{network}")
                call("volume remove", "DELETE", f"/volumes/{volume}")
    del taken["pull"]
    return {name: Figures(values) for name, values in taken.items()}


def memory(binary: Path) -> float:
    """MiB of many sessions at once, each with a running container; pages that they share count once."""
    with sessions(binary) as opened:
        for _ in range(SESSIONS):
            with Wire(socket_of(opened.up())) as wire:
                wire.call("POST", f"{API}/images/create?fromImage=redis&tag=7")
                made = json.loads(wire.call("POST", f"{API}/containers/create", {"Image": "redis:7"})[1])["Id"]
                wire.call("POST", f"{API}/containers/{made}/start")
        return sum(proportional_memory(process) for process in processes_of(opened)) / 1024


def processes_of(opened: Sessions) -> list[int]:
    """The processes that hold the sessions: those that were told where the journal is."""
    mark = f"SLIDECTL_SANDBOX_STATE={opened.environment['SLIDECTL_SANDBOX_STATE']}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def proportional_memory(process: int) -> int:
    """KiB, by proc(5): a page that n processes share counts as 1/n."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+) kB", text, re.M)[1])


def share_of_lab(binary: Path) -> float:
    """The part of a lecture's processor time that is the program's own, engine, cluster and grader; in percent."""
    with tempfile.TemporaryDirectory(prefix="slidectl-bench-") as state, ControlGroup() as group:
        process = subprocess.Popen(
            [binary, "lab", "test", LECTURE, "--engine", "embedded"], stdout=subprocess.DEVNULL,
            env={**os.environ, "SLIDECTL_SANDBOX_STATE": state}, preexec_fn=group.enter)
        own = 0.0
        while process.poll() is None:
            own = own_time(process.pid) or own
            time.sleep(0.02)
        if process.returncode != 0:
            raise RuntimeError(f"the lecture's commands end with {process.returncode}")
        return 100 * own / group.seconds()


class ControlGroup:
    """Counts the processor time of a process and of all that come of it, waited for or not: what ends with a namespace
    isn't in the figures of whoever made that."""

    def __enter__(self) -> "ControlGroup":
        parent = Path("/sys/fs/cgroup/cpuacct")
        if not parent.is_dir():
            parent = Path("/sys/fs/cgroup")
        self.folder = parent / f"slidectl-bench-{os.getpid()}"
        try:
            self.folder.mkdir()
        except OSError as error:
            raise RuntimeError(f"no control group can be made to count processor time: {error}") from error
        return self

    def __exit__(self, *_: object) -> None:
        self.folder.rmdir()

    def enter(self) -> None:
        """Moves the calling process in."""
        (self.folder / "cgroup.procs").write_text(str(os.getpid()))

    def seconds(self) -> float:
        """The processor time so far, by cgroups v1 or v2."""
        v1 = self.folder / "cpuacct.usage"
        if v1.exists():
            return int(v1.read_text()) / 1e9
        return int(re.search(r"usage_usec (\d+)", (self.folder / "cpu.stat").read_text())[1]) / 1e6


def own_time(process: int) -> float | None:
    """Seconds in user and system mode so far, by proc(5); None of a process that has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rows(binary: Path) -> list[Row]:
    """All figures; raises RuntimeError where nothing can be measured."""
    if not shutil.which("docker"):
        raise RuntimeError("no docker client")
    opened = ready(binary)
    of_calls = calls(binary)
    slowest = max(of_calls, key=lambda name: of_calls[name].p95)
    every = Figures([value for figures in of_calls.values() for value in figures.values])
    share = Figures([share_of_lab(binary) for _ in range(LECTURES)])
    return [
        Row("embedded engine: session ready, median", opened.median, None, "ms", "≤ 50 ms", at_most(50)),
        Row("embedded engine: session ready, p95", opened.p95, None, "ms"),
        Row("embedded engine: a call, behind the gate, median", every.median, None, "ms"),
        Row("embedded engine: a call, behind the gate, p95", every.p95, None, "ms", "≤ 2 ms", at_most(2)),
        Row(f"– of the slowest kind, {slowest}, p95", of_calls[slowest].p95, None, "ms"),
        Row(f"embedded engine: memory of {SESSIONS} sessions, a container in each", memory(binary), None, "MiB", "≤ 1 GiB",
            at_most(1024)),
        Row("embedded engine: its share of a lab's processor time, median", share.median, None, "%", "≤ 10 %", at_most(10)),
    ]
