"""Measures the presenter at a pseudo terminal: alone, and beside presenterm of Debian sid where that can be had."""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from table import Figures, Row, at_most

SIZE = (30, 100)
QUIET = 0.06
ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b]11;?": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    b"\x1b[16t": b"\x1b[6;20;10t",
}


class Session:
    """A program at a terminal that answers what terminals are asked."""

    def __init__(self, command: list[str], folder: Path):
        self.printed = b""
        self.started = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            environment = {
                "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8",
                "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
            # The parent sets the size in the moment after the fork; the child waits for it.
            while os.get_terminal_size(0).lines == 0:
                time.sleep(0.0005)
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, SIZE[1] * 10, SIZE[0] * 20))

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)

    def pump(self, limit: float) -> bool:
        """Takes what comes within a time; tells whether anything came."""
        if not select.select([self.terminal], [], [], limit)[0]:
            return False
        try:
            data = os.read(self.terminal, 1 << 16)
        except OSError:
            raise RuntimeError("the program ended: " + repr(self.printed[-300:])) from None
        self.printed += data
        for question, answer in ANSWERS.items():
            for _ in range(data.count(question)):
                os.write(self.terminal, answer)
        return True

    def until(self, text: str, limit: float = 10) -> float:
        """Waits until a text was printed; returns the moment."""
        end = time.perf_counter() + limit
        while text.encode() not in self.plain():
            if time.perf_counter() > end:
                raise RuntimeError(f"no '{text}' within {limit} s")
            self.pump(0.05)
        return time.perf_counter()

    def plain(self) -> bytes:
        """What was printed, without the sequences."""
        return re.sub(rb"\x1b(\[[0-9;:?<>=]*[ -/]*[@-~]|[\]P_][^\x1b\x07]*(\x1b\\|\x07)|[78=>])", b"", self.printed)

    def settle(self) -> None:
        """Waits until nothing more comes."""
        while self.pump(0.3):
            pass

    def step(self, key: bytes) -> tuple[float, int]:
        """Types a key; returns the milliseconds until the last of what it led to, and the bytes."""
        before = len(self.printed)
        start = last = time.perf_counter()
        os.write(self.terminal, key)
        while self.pump(QUIET if len(self.printed) > before else 1):
            last = time.perf_counter()
        return (last - start) * 1000, len(self.printed) - before

    def memory(self) -> float:
        """The memory that is resident, in MiB."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def wakeups(self, seconds: float) -> float:
        """How often a second the threads went to sleep again, with nothing to do."""
        def count() -> int:
            return sum(
                int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", task.read_text(), re.M)[1])
                for task in Path(f"/proc/{self.process}/task").glob("*/status"))
        before = count()
        time.sleep(seconds)
        return (count() - before) / seconds


def markdown_of(deck: Path) -> Path:
    """The same talk as presenterm reads it: title, text and code, without pictures."""
    text = deck.read_text()
    head, *slides = re.split(r"^## ", text, flags=re.M)
    title = head.splitlines()[0].removeprefix("# ")
    parts = [f"---\ntitle: {title}\n---\n"]
    for slide in slides:
        lines = [line for line in slide.splitlines() if not line.startswith((".", ":", "//"))]
        parts.append("\n".join([lines[0], "===", *lines[1:], "", "<!-- end_slide -->", ""]))
    path = deck.with_suffix(".md")
    path.write_text("\n".join(parts))
    return path


def presenterm() -> list[str] | None:
    """The command that runs presenterm of Debian sid by the loader of its own libraries."""
    sys.path.append(str(Path(__file__).resolve().parents[1] / "engine"))
    try:
        import debian
        import folders
        root = folders.cache() / "presenterm"
        if not (root / "usr/bin/presenterm").exists():
            # What it links; the rest that its package asks for is for exporting.
            debian.SID.unpack(["presenterm", "libc6", "libgcc-s1", "libonig5"], root)
        libraries = root / "usr/lib/x86_64-linux-gnu"
        return [str(libraries / "ld-linux-x86-64.so.2"), "--library-path", str(libraries), str(root / "usr/bin/presenterm")]
    except Exception as error:  # Whatever keeps it away is said, and the rest is measured.
        print(f"… presenterm can't be had: {error}", file=sys.stderr)
        return None


class Measured:
    """The figures of one program with one deck."""

    def __init__(self, command: list[str], folder: Path, slides: int, runs: int):
        title = f"Servers in {slides} slides"
        self.first = Figures([])
        for _ in range(runs):
            with Session(command, folder) as session:
                self.first.values.append((session.until(title) - session.started) * 1000)
        with Session(command, folder) as session:
            session.until(title)
            session.settle()
            self.wakeups = session.wakeups(3)
            steps = [session.step(b"\x1b[C") for _ in range(min(slides, 60))]
            self.step = Figures([time for time, _ in steps])
            self.bytes = Figures([float(count) for _, count in steps])
            self.memory = session.memory()


def after_save(binary: Path, deck: Path, saves: int) -> Figures:
    """The milliseconds from a save to the new text on the screen."""
    text = deck.read_text()
    figures = Figures([])
    with Session([str(binary), "present", deck.name], deck.parent) as session:
        session.until("Servers in")
        session.step(b"\x1b[C")
        session.settle()
        for number in range(saves):
            word = f"Saved{number:03}"
            new = deck.with_suffix(".new")
            new.write_text(text.replace("\n## 1. ", f"\n## 1. {word} ", 1))
            session.printed = b""
            start = time.perf_counter()
            os.replace(new, deck)
            # Only what differs is printed: the number is sure to.
            end = session.until(f"{number:03}"[-1], 5)
            figures.values.append((end - start) * 1000)
            session.settle()
    deck.write_text(text)
    return figures


def rows(binary: Path, decks: dict[int, Path], runs: int = 20) -> list[Row]:
    """The rows of the table."""
    peer_command = presenterm()
    result = []
    for slides, budget in ((60, 25), (200, 40)):
        deck = decks[slides]
        ours = Measured([str(binary), "present", deck.name], deck.parent, slides, runs)
        theirs = None
        if peer_command:
            command = [*peer_command, "--present", "--image-protocol", "ascii-blocks", markdown_of(deck).name]
            theirs = Measured(command, deck.parent, slides, runs)
        def peer(figure):
            return figure(theirs) if theirs else None
        name = f"terminal, {slides} slides" + (", beside presenterm" if theirs else "")
        result.append(Row(
            f"{name}: start → first slide, median", ours.first.median, peer(lambda p: p.first.median), "ms",
            f"≤ {budget} ms", at_most(budget)))
        if slides == 60:
            result += [
                Row(f"{name}: a step, median", ours.step.median, peer(lambda p: p.step.median), "ms", "≤ 5 ms", at_most(5)),
                Row(f"{name}: bytes of a step, median", ours.bytes.median, peer(lambda p: p.bytes.median), "bytes",
                    "≤ 1.5 KB", at_most(1500)),
                Row(f"{name}: memory after a walk", ours.memory, peer(lambda p: p.memory), "MiB", "≤ 25 MiB", at_most(25)),
                Row(f"{name}: wake-ups a second, idle", ours.wakeups, peer(lambda p: p.wakeups), "", "none", at_most(0)),
            ]
    saves = after_save(binary, decks[200], 40)
    result.append(Row("terminal, 200 slides: save → on the screen, p95", saves.p95, unit="ms", budget="≤ 80 ms",
                      meets=at_most(80)))
    return result


if __name__ == "__main__":
    import decks as made
    place = Path(tempfile.mkdtemp(prefix="slidectl-bench-"))
    try:
        for row in rows(Path(sys.argv[1]).resolve(), {size: made.write(place, size) for size in (60, 200)}):
            print(" | ".join(row.cells()))
    finally:
        shutil.rmtree(place)
