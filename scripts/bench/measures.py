"""What is measured: each function asks both servers, in turns, and returns figures."""

import gzip
import html
import json
import os
import random
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

from chromium import Chromium
from servers import Server
from table import Figures

SAVES = 50


def touch(deck: Path, count: int) -> None:
    """Gives a deck another time of change, well in the past."""
    stamp = time.time_ns() - (3600 - count) * 1_000_000_000
    os.utime(deck, ns=(stamp, stamp))


def middle(text: str) -> int:
    """The end of the first paragraph of a slide in the middle of a deck."""
    return text.index("\n\n", text.index("\n\n", text.index("\n## ", len(text) // 2)) + 2)


def edited(servers: list[Server], deck: Path, count: int = 40) -> list[Figures]:
    """Requests for a deck in which one paragraph, in its middle, is new each time."""
    taken: list[list[float]] = [[] for _ in servers]
    text = deck.read_text()
    place = middle(text)
    for turn in range(count + 3):
        deck.write_text(f"{text[:place]}\n\nThis is state {turn}.{text[place:]}")
        touch(deck, turn)
        for server, values in zip(servers, taken):
            with server.connection() as connection:
                values.append(connection.timed(f"/{deck.name}"))
    deck.write_text(text)
    return [Figures(values[3:]) for values in taken]


def warm(servers: list[Server], deck: Path, count: int = 300) -> list[Figures]:
    """Requests one after the other on one connection, while nothing changes."""
    found = []
    for server in servers:
        with server.connection() as connection:
            for _ in range(3):
                connection.timed(f"/{deck.name}")
                time.sleep(0.05)
            found.append(Figures([connection.timed(f"/{deck.name}") for _ in range(count)]))
    return found


def after_save(server: Server, deck: Path, count: int = 30) -> Figures:
    """The first request of a browser, which takes gzip, after a save."""
    taken = []
    text = deck.read_text()
    with server.connection() as connection:
        for turn in range(count):
            deck.write_text(text.replace("A generated lecture", f"A generated lecture, state {turn}", 1))
            taken.append(connection.timed(f"/{deck.name}", Accept_Encoding="gzip"))
    deck.write_text(text)
    return Figures(taken)


def in_process(program: Path, deck: Path) -> dict[str, tuple[float, float]]:
    """Median and p95 in ms of `parse`, `render`, `both` and `edit`, inside one process."""
    output = subprocess.run([program, deck, "100"], capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in output.splitlines()]
    return {name: (int(median) / 1000, int(p95) / 1000) for name, _, median, p95 in lines}


def matching(program: Path) -> list[tuple[str, int, float]]:
    """The kind of expectation, the lines of the output, and milliseconds, for each comparison."""
    output = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    lines = [line.rsplit(" ", 2) for line in output.splitlines()]
    return [(name, int(count), float(taken)) for name, count, taken in lines]


def process(arguments: list[str], folder: Path, count: int = 25) -> Figures:
    """How long a whole process takes that writes to nowhere, in ms."""
    taken = []
    for _ in range(count):
        start = time.perf_counter()
        subprocess.run(arguments, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        taken.append((time.perf_counter() - start) * 1000)
    return Figures(taken)


def throughput(server: Server, path: str, seconds: int, *headers: str) -> float | None:
    """Requests per second by wrk, with 2 threads and 16 connections; None where there is no wrk."""
    if not shutil.which("wrk"):
        return None
    fields = [part for header in headers for part in ("-H", header)]
    command = ["wrk", "-t2", "-c16", f"-d{seconds}s", *fields, server.url(path)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output:
        raise RuntimeError(f"wrk met refusals:\n{output}")
    found = re.search(r"Requests/sec:\s*([\d.]+)", output)
    if not found:
        raise RuntimeError(f"wrk says no figure:\n{output}")
    return float(found[1])


def tag(server: Server, path: str) -> str | None:
    with server.connection() as connection:
        return connection.get(path)[1].get("etag")


def page_bytes(server: Server, path: str) -> tuple[int, int]:
    """The bytes of a page as they are, and by gzip at level 9."""
    with server.connection() as connection:
        body = connection.get(path)[2]
    return len(body), len(gzip.compress(body, 9, mtime=0))


def brotli_bytes(server: Server, path: str) -> int | None:
    """The bytes of a page by Brotli, which is there a moment after the first request; None where it never comes."""
    with server.connection() as connection:
        for _ in range(200):
            _, fields, body = connection.get(path, Accept_Encoding="gzip, br")
            if fields.get("content-encoding") == "br":
                return len(body)
            time.sleep(0.05)
    return None


def browser_requests(server: Server, path: str) -> tuple[list[dict], list[dict]]:
    """What Chromium asks for to show a page, without pictures, icon and the reload stream; and what of it is foreign."""
    with Chromium() as browser:
        found = browser.requests(server.url(path))
    own = [
        entry for entry in found
        if entry["type"] not in ("Image", "EventSource") and not entry["url"].endswith("/favicon.ico")
    ]
    return own, [entry for entry in own if not entry["url"].startswith(server.url("/"))]


class Saves:
    """Saves a deck again and again, with one paragraph in its middle that is new each time."""

    def __init__(self, deck: Path):
        self.deck, self.text = deck, deck.read_text()
        self.place = middle(self.text)
        self.chance = random.Random(1)
        self.words = [f"save{turn}x" for turn in range(SAVES)]

    def save(self, word: str) -> float:
        """Saves the deck with a word in it; returns the moment just before."""
        # Not in step with the frames of a screen or with any clock of the server.
        time.sleep(0.08 + self.chance.random() / 20)
        start = time.perf_counter()
        self.deck.write_text(f"{self.text[:self.place]}\n\nThis is {word}.{self.text[self.place:]}")
        return start

    def restore(self) -> None:
        self.deck.write_text(self.text)


def reload_message(server: Server, deck: Path) -> Figures:
    """From before the save until the message with the changed slide is here, in ms."""
    with server.connection() as connection:
        page = connection.get(f"/{deck.name}")[2].decode()
    address = html.unescape(re.search(r'data-events="([^"]+)"', page)[1])
    taken = []
    saves = Saves(deck)
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as stream:
        stream.sendall(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        stream.recv(1 << 16)
        for word in saves.words:
            start = saves.save(word)
            data = bytearray()
            while word.encode() not in data:
                data += stream.recv(1 << 20)
            taken.append((time.perf_counter() - start) * 1000)
    saves.restore()
    return Figures(taken)


WATCH = """
new Promise(done => {
  const watcher = new MutationObserver(() => {
    if (!document.querySelector('main').textContent.includes(WORD)) return;
    watcher.disconnect();
    const changed = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - changed)));
  });
  watcher.observe(document.querySelector('main'), { childList: true, subtree: true });
})
"""


def reload_on_screen(server: Server, deck: Path) -> tuple[Figures, Figures]:
    """From before the save until the page's elements have changed, and until a frame with them is drawn, in ms."""
    changed, drawn = [], []
    saves = Saves(deck)
    with Chromium() as browser:
        browser.requests(server.url(f"/{deck.name}"))
        for word in saves.words:
            waiting = browser.evaluate(WATCH.replace("WORD", json.dumps(word)))
            start = saves.save(word)
            frames = browser.value(waiting)
            drawn.append((time.perf_counter() - start) * 1000)
            changed.append(drawn[-1] - frames)
    saves.restore()
    return Figures(changed), Figures(drawn)


def start_up(make, path: str, count: int = 12) -> Figures:
    """From the start of the process until a whole page is here, in ms."""
    taken = []
    for _ in range(count):
        with make() as server, server.connection() as connection:
            connection.timed(path)
            taken.append((time.perf_counter() - server.start) * 1000)
    return Figures(taken)
