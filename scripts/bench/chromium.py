"""Chromium without a window, steered by the DevTools protocol over a pair of pipes."""

import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class Chromium:
    """A running browser with one page, until the block ends; it reaches this machine only."""

    program = shutil.which("chromium")

    def __enter__(self) -> "Chromium":
        self.profile = tempfile.mkdtemp(prefix="slidectl-bench-")
        to_browser, self.writing = os.pipe()
        self.reading, from_browser = os.pipe()
        # The browser reads descriptor 3 and writes 4; the shell puts ours there.
        command = f'exec "$0" "$@" 3<&{to_browser} 4>&{from_browser}'
        self.process = subprocess.Popen(
            ["bash", "-c", command, self.program, "--headless", "--remote-debugging-pipe", "--no-sandbox",
             "--disable-gpu", "--no-first-run", "--disable-component-update", "--disable-background-networking",
             "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
             f"--user-data-dir={self.profile}", "about:blank"],
            pass_fds=(to_browser, from_browser), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.pending = bytearray()
        self.events: list[dict] = []
        self.count = 0
        self.session = None
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.send(f"{domain}.enable")
        return self

    def __exit__(self, *_) -> None:
        try:
            self.session = None
            self.send("Browser.close")
            self.process.wait(10)
        except (RuntimeError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self.writing)
        os.close(self.reading)
        shutil.rmtree(self.profile, ignore_errors=True)

    def post(self, method: str, **parameters) -> int:
        """Sends a command and returns its number; its answer is to be taken with `answer`."""
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.writing, json.dumps(message).encode() + b"\0")
        return self.count

    def answer(self, number: int, seconds: float = 20) -> dict:
        deadline = time.monotonic() + seconds
        while True:
            message = self.receive(deadline)
            if message is None:
                raise RuntimeError("Chromium doesn't answer")
            if message.get("id") != number:
                self.events.append(message)
            elif "error" in message:
                raise RuntimeError(message["error"]["message"])
            else:
                return message["result"]

    def send(self, method: str, **parameters) -> dict:
        return self.answer(self.post(method, **parameters))

    def receive(self, deadline: float) -> dict | None:
        while b"\0" not in self.pending:
            ready, _, _ = select.select([self.reading], [], [], max(deadline - time.monotonic(), 0))
            if not ready:
                return None
            part = os.read(self.reading, 1 << 20)
            if not part:
                raise RuntimeError("Chromium ended")
            self.pending += part
        message, _, self.pending = self.pending.partition(b"\0")
        return json.loads(message)

    def requests(self, url: str, settle: float = 2.0) -> list[dict]:
        """Opens a page and returns what it asks for until it has been quiet for a while.

        Each entry has `url`, `type`, and `size`: the bytes received, None where the request failed.
        """
        self.events.clear()
        self.send("Page.navigate", url=url)
        while (message := self.receive(time.monotonic() + settle)) is not None:
            self.events.append(message)
        found: dict[str, dict] = {}
        for event in self.events:
            details = event.get("params", {})
            entry = found.get(details.get("requestId"))
            match event.get("method"):
                case "Network.requestWillBeSent":
                    address = details["request"]["url"]
                    if not address.startswith("data:"):
                        found[details["requestId"]] = {"url": address, "type": details.get("type"), "size": None}
                case "Network.loadingFinished" if entry:
                    entry["size"] = details["encodedDataLength"]
        return list(found.values())

    def evaluate(self, expression: str) -> int:
        """Begins to evaluate an expression that may be a promise; `value` waits for it."""
        return self.post("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)

    def value(self, number: int):
        return self.answer(number)["result"].get("value")
