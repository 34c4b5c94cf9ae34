#!/usr/bin/env python3
"""Measures slidectl beside the real present, on the same generated decks: run.py RELEASE_BINARY [--record].

Prints a table with ratios and budgets; with --record keeps it in docs/benchmarks.md, too. Exits with 0 whatever the
figures are, with 2 where something couldn't be measured.
"""

import datetime
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cluster
import decks
import embedded
import engine
import measures
import terminal
from chromium import Chromium
from servers import Server
from table import Row, at_least, at_most, markdown, share_of_peer

SIZES = (20, 60, 200)
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"


class Bench:
    def __init__(self, binary: Path, folder: Path):
        self.binary, self.folder = binary, folder
        self.decks = {size: decks.write(folder, size) for size in SIZES}
        self.rows: list[Row] = []
        self.problems: list[str] = []

    def run(self) -> None:
        with Server.slidectl(self.binary, self.folder) as ours, Server.present(self.folder) as theirs:
            self.rendering([ours, theirs])
            self.latency([ours, theirs])
            self.throughput([ours, theirs])
            self.pages([ours, theirs])
            self.reload(ours)
            memory = Row("memory, most, after all of this", ours.peak_memory(), theirs.peak_memory(), "MiB")
        self.start_up()
        self.rows.append(memory)
        self.note("the terminal, beside presenterm")
        self.rows += terminal.rows(self.binary, self.decks)
        self.matching()
        self.sandboxes()
        self.clusters()

    def clusters(self) -> None:
        self.note("clusters")
        try:
            self.rows += cluster.rows(self.binary)
        except (RuntimeError, OSError, subprocess.SubprocessError) as problem:
            self.problems.append(f"{problem}: the cluster is n/a")

    def sandboxes(self) -> None:
        self.note("sandboxes")
        try:
            self.rows += engine.rows(self.binary)
        except (RuntimeError, OSError) as problem:
            self.problems.append(f"{problem}: the gate's cost is n/a")
        self.note("the embedded engine")
        try:
            self.rows += embedded.rows(self.binary)
        except (RuntimeError, OSError, subprocess.CalledProcessError) as problem:
            self.problems.append(f"{problem}: the embedded engine's cost is n/a")

    def note(self, message: str) -> None:
        print(f"… {message}", file=sys.stderr, flush=True)

    def rendering(self, servers: list[Server]) -> None:
        self.note("parse and render")
        program = self.binary.with_name("BenchRender")
        if not program.exists():
            self.problems.append(f"{program} isn't there: the time inside the process is n/a")
        for size, deck in self.decks.items():
            edited = measures.edited(servers, deck)
            peer = edited[1].median
            inside = measures.in_process(program, deck) if program.exists() else {}
            is_budgeted = size == 200
            fifth = ("≤ 1/5 of present", share_of_peer(1 / 5)) if is_budgeted else ("", None)
            self.rows.append(
                Row(f"parse + render of all, in the process, {size} slides, median", inside.get("both", (None,))[0], peer,
                    "ms", "≤ 10 ms" if is_budgeted else "", at_most(10) if is_budgeted else None))
            for part in ("parse", "render") if is_budgeted else ():
                self.rows.append(Row(f"– of that {part}", inside.get(part, (None,))[0], unit="ms"))
            self.rows += [
                Row(f"parse + render after an edit, in the process, {size} slides, median",
                    inside.get("edit", (None,))[0], peer, "ms", *fifth),
                Row(f"GET after an edit, {size} slides, median", edited[0].median, peer, "ms", *fifth),
                Row(f"GET after an edit, {size} slides, p95", edited[0].p95, edited[1].p95, "ms"),
            ]
        deck = self.decks[200]
        saved = measures.after_save(servers[0], deck)
        self.rows.append(Row("first GET with gzip after a save, 200 slides, median", saved.median, unit="ms"))
        start = measures.process([str(self.binary), "--version"], self.folder)
        whole = measures.process([str(self.binary), "render", deck.name, "--to", "html"], self.folder)
        self.rows += [
            Row("slidectl --version, whole process, median", start.median, unit="ms"),
            Row("slidectl render, 200 slides, whole process less that", whole.median - start.median, unit="ms"),
        ]

    def latency(self, servers: list[Server]) -> None:
        self.note("latency")
        for size, deck in self.decks.items():
            warm = measures.warm(servers, deck)
            is_budgeted = size == 200
            self.rows += [
                Row(f"GET, {size} slides, p50", warm[0].median, warm[1].median, "ms"),
                Row(f"GET, {size} slides, p95", warm[0].p95, warm[1].p95, "ms",
                    "≤ 3 ms" if is_budgeted else "", at_most(3) if is_budgeted else None),
            ]

    def throughput(self, servers: list[Server]) -> None:
        self.note("requests per second")
        if not shutil.which("wrk"):
            self.problems.append("wrk isn't installed (apt-get install wrk): requests per second are n/a")
        for size, deck in self.decks.items():
            path, seconds = f"/{deck.name}", 5 if size == 200 else 3
            ours, theirs = (measures.throughput(server, path, seconds) for server in servers)
            is_budgeted = size == 200
            self.rows.append(
                Row(f"requests/s, {size} slides", ours, theirs, "", "≥ 2,000" if is_budgeted else "",
                    at_least(2000) if is_budgeted else None))
        packed = measures.throughput(servers[0], path, 3, "Accept-Encoding: gzip")
        tag = measures.tag(servers[0], path)
        unchanged = measures.throughput(servers[0], path, 3, f"If-None-Match: {tag}") if tag else None
        self.rows += [
            Row("requests/s, 200 slides, gzip", packed),
            Row("requests/s, 200 slides, 304 by ETag", unchanged, budget="answers 304", meets=at_least(1)),
        ]

    def pages(self, servers: list[Server]) -> None:
        self.note("pages")
        for size, deck in self.decks.items():
            raw, packed = zip(*(measures.page_bytes(server, f"/{deck.name}") for server in servers))
            brotli = measures.brotli_bytes(servers[0], f"/{deck.name}")
            is_budgeted = size == 60
            self.rows += [
                Row(f"page, {size} slides, as it is", *raw, "B", "≤ 100,000 B" if is_budgeted else "",
                    at_most(100_000) if is_budgeted else None),
                Row(f"page, {size} slides, gzip 9", *packed, "B", "≤ 20,000 B" if is_budgeted else "",
                    at_most(20_000) if is_budgeted else None),
                Row(f"page, {size} slides, Brotli, as browsers get it", brotli, None, "B",
                    "≤ 20,000 B" if is_budgeted else "", at_most(20_000) if is_budgeted else None),
            ]
        if not Chromium.program:
            self.problems.append("chromium isn't installed: what a browser asks for is n/a")
            return
        path = f"/{self.decks[60].name}"
        found = [measures.browser_requests(server, path) for server in servers]
        sizes = [sum(entry["size"] or 0 for entry in own) for own, _ in found]
        self.rows += [
            Row("requests of Chromium for 60 slides, pictures aside", *(len(own) for own, _ in found), "", "1", at_most(1)),
            Row("– of them foreign", *(len(foreign) for _, foreign in found), "", "0", at_most(0)),
            Row("– bytes received, foreign ones aside", *sizes, "B"),
        ]

    def reload(self, server: Server) -> None:
        self.note("reload")
        for size, deck in self.decks.items():
            message = measures.reload_message(server, deck)
            self.rows += [
                Row(f"save → message received, {size} slides, p50", message.median, unit="ms"),
                Row(f"save → message received, {size} slides, p95", message.p95, unit="ms"),
            ]
        if not Chromium.program:
            return
        changed, drawn = measures.reload_on_screen(server, self.decks[200])
        self.rows += [
            Row("save → elements changed in Chromium, 200 slides, p50", changed.median, unit="ms"),
            Row("save → elements changed in Chromium, 200 slides, p95", changed.p95, None, "ms", "≤ 80 ms", at_most(80)),
            Row("save → second frame after it, 200 slides, p50", drawn.median, unit="ms"),
            Row("save → second frame after it, 200 slides, p95", drawn.p95, None, "ms", "≤ 80 ms", at_most(80)),
        ]

    def matching(self) -> None:
        self.note("matching")
        program = self.binary.with_name("BenchMatch")
        if not program.exists():
            self.problems.append(f"{program} isn't there: the matcher's time is n/a")
            return
        for name, lines, taken in measures.matching(program):
            is_budgeted = lines == 100_000
            self.rows.append(
                Row(f"match {lines:,} lines, 1,000 lines of pattern: {name}", taken, unit="ms",
                    budget="≤ 1 s" if is_budgeted else "", meets=at_most(1000) if is_budgeted else None))

    def start_up(self) -> None:
        self.note("start-up")
        path = f"/{self.decks[60].name}"
        ours = measures.start_up(lambda: Server.slidectl(self.binary, self.folder), path)
        theirs = measures.start_up(lambda: Server.present(self.folder), path)
        self.rows.append(Row("start → page of 60 slides served, median", ours.median, theirs.median, "ms"))


def machine() -> str:
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    system = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    load = os.getloadavg()[0]
    return f"{datetime.date.today()} · {os.cpu_count()} × {cpu[1] if cpu else '?'} · {system} · load {load:.1f} at the start"


def record(text: str) -> None:
    """Puts the table between its marks in the document."""
    begin, end = "<!-- figures -->\n", "<!-- end of figures -->"
    head, _, rest = DOCUMENT.read_text().partition(begin)
    DOCUMENT.write_text(f"{head}{begin}\n{text}\n\n{end}{rest.partition(end)[2]}")


def main() -> int:
    arguments = [argument for argument in sys.argv[1:] if argument != "--record"]
    if len(arguments) != 1:
        print("usage: run.py RELEASE_BINARY [--record]", file=sys.stderr)
        return 64
    binary = Path(arguments[0]).absolute()
    missing = [str(path) for path in (binary, Path("/usr/bin/present")) if not path.exists()]
    if missing:
        print(f"can't measure: {', '.join(missing)} isn't there", file=sys.stderr)
        return 2
    head, start = machine(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="slidectl-bench-") as folder:
        bench = Bench(binary, Path(folder))
        try:
            bench.run()
        except (RuntimeError, OSError) as problem:
            bench.problems.append(str(problem))
    text = f"{head}\n\n{markdown(bench.rows)}"
    print(f"{text}\n\n{time.monotonic() - start:.0f} s")
    for problem in bench.problems:
        print(f"couldn't be measured: {problem}", file=sys.stderr)
    if "--record" in sys.argv:
        record(text)
    return 2 if bench.problems else 0


if __name__ == "__main__":
    sys.exit(main())
