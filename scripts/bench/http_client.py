"""A small HTTP client that costs little beside what it measures: one kept-open connection, one request at a time."""

import socket
import time


class Connection:
    def __init__(self, port: int):
        self.port = port
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Sends a request and reads the whole answer; `_` in a header's name stands for `-`."""
        fields = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{fields}\r\n".encode())
        data = bytearray()
        while (end := data.find(b"\r\n\r\n")) < 0:
            self.receive(data)
        lines = bytes(data[:end]).decode("latin-1").split("\r\n")
        del data[: end + 4]
        status = int(lines[0].split()[1])
        answer = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        if status == 304:
            return status, answer, b""
        if answer.get("transfer-encoding") == "chunked":
            # The last chunk ends the data: the next request isn't sent before the answer is read.
            while not data.endswith(b"0\r\n\r\n"):
                self.receive(data)
            return status, answer, unchunked(data)
        while len(data) < int(answer["content-length"]):
            self.receive(data)
        return status, answer, bytes(data)

    def timed(self, path: str, **headers: str) -> float:
        """How long a request takes until its last byte is there, in milliseconds."""
        start = time.perf_counter()
        status, _, _ = self.get(path, **headers)
        taken = (time.perf_counter() - start) * 1000
        if status not in (200, 304):
            raise RuntimeError(f"{path} on port {self.port} answers {status}")
        return taken

    def receive(self, data: bytearray) -> None:
        part = self.socket.recv(1 << 20)
        if not part:
            raise RuntimeError(f"the server on port {self.port} closed the connection")
        data += part


def unchunked(data: bytearray) -> bytes:
    body = bytearray()
    at = 0
    while True:
        end = data.index(b"\r\n", at)
        size = int(data[at:end].split(b";")[0], 16)
        if size == 0:
            return bytes(body)
        body += data[end + 2 : end + 2 + size]
        at = end + size + 4
