"""Running servers and the courses that they serve."""

import os
import re
import select
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import urljoin


class Server:
    """`slidectl serve` on a free port, until the block ends."""

    def __init__(self, binary: Path, path: Path, root: Path):
        self.binary, self.path, self.root = binary, path, root

    def __enter__(self) -> "Server":
        self.process = subprocess.Popen(
            [self.binary, "serve", "--port", "0", self.path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.address = self.printed_address(seconds=20)
        self.origin = urljoin(self.address, "/")
        return self

    def __exit__(self, *_) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise AssertionError("the server didn't stop within ten seconds of SIGTERM") from None

    def printed_address(self, seconds: float) -> str:
        deadline, text = time.monotonic() + seconds, b""
        output = self.process.stdout.fileno()
        while not (found := re.search(rb"http://127\.0\.0\.1:\d+/\S*\n", text)):
            ready, _, _ = select.select([output], [], [], max(0, deadline - time.monotonic()))
            part = os.read(output, 4096) if ready else b""
            if not part:
                self.process.kill()
                raise AssertionError(f"the server printed no address: {text + self.process.stderr.read()}")
            text += part
        return found[0].decode().strip()

    def url(self, path: str) -> str:
        return urljoin(self.origin, path)

    def deck(self, name: str) -> str:
        return self.url(f"lectures/{name}.slide")


class Course:
    """A folder of lectures with what they show."""

    def __init__(self, root: Path):
        self.root = root
        self.renamed = False

    @classmethod
    def copied(cls, source: Path, target: Path) -> "Course":
        for folder in ("lectures", "assets"):
            shutil.copytree(source / folder, target / folder)
        shutil.copy(source / "slidectl.yaml", target)
        return cls(target)

    def read(self, path: str) -> str:
        return (self.root / path).read_text()

    def save(self, path: str, text: str) -> float:
        """Saves as editors do, in turns in place and by renaming; returns when, in ms since the epoch."""
        file = self.root / path
        self.renamed = not self.renamed
        if not self.renamed:
            began = time.time()
            file.write_text(text)
            return began * 1000
        fresh = file.with_name(f".{file.name}.new")
        fresh.write_text(text)
        began = time.time()
        fresh.replace(file)
        return began * 1000

    def replace(self, path: str, old: str, new: str) -> float:
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        return self.save(path, text.replace(old, new))


def with_slide(course: Course, deck: str, title: str, body: str) -> float:
    """Puts a slide before the tour's third."""
    header = "## The header\n"
    return course.replace(deck, header, f"## {title}\n\n{body}\n\n{header}")


def headings(source: str) -> list[str]:
    """The titles of a deck's slides as its source has them, in either syntax; its cover comes first."""
    first, _, _ = source.partition("\n")
    markdown = first.startswith("# ")
    found = re.findall(r"^## (.*)$" if markdown else r"^\* (.*)$", source, re.MULTILINE)
    return [first.removeprefix("# ")] + [re.sub(r"\s*\{#.*\}$", "", title) for title in found]
