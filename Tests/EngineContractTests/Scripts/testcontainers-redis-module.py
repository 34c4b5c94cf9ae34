# long
from testcontainers.core.container import DockerContainer
import socket, time
class Wire:
    def __init__(self, box):
        self.sock = socket.create_connection((box.get_container_host_ip(), int(box.get_exposed_port(6379))), timeout=20)
        self.file = self.sock.makefile("rb")
    def ask(self, *words):
        self.sock.sendall(b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w) for w in words))
        return self.answer()
    def answer(self):
        line = self.file.readline().strip()
        if line[:1] == b"$": return None if line == b"$-1" else self.file.read(int(line[1:]) + 2)[:-2]
        return [self.answer() for _ in range(int(line[1:]))] if line[:1] == b"*" else line

box = DockerContainer("redis:7").with_exposed_ports(6379).with_command("redis-server --save '' --maxmemory 8mb --protected-mode no").start()
for _ in range(100):
    if box.exec("redis-cli ping").output == b"PONG\n": break
    time.sleep(0.1)
one, two = Wire(box), Wire(box)
print(one.ask(b"SET", b"k", b"v"), two.ask(b"GET", b"k"), two.ask(b"GET", b"none"), one.ask(b"INCR", b"k"))
print(one.ask(b"RPUSH", b"l", b"a", b"b"), two.ask(b"LRANGE", b"l", b"0", b"-1"), one.ask(b"SELECT", b"3"), one.ask(b"GET", b"k"))
print(two.ask(b"SUBSCRIBE", b"news"), one.ask(b"PUBLISH", b"news", b"hello"), two.answer())
print(one.ask(b"CONFIG", b"GET", b"maxmemory"), one.ask(b"ECHO", b"x" * 3), one.ask(b"NOSUCH"))
box.stop()
