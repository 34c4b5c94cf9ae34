from testcontainers.core.container import DockerContainer
from testcontainers.core.waiting_utils import wait_for_logs
import socket
cache = DockerContainer("redis:7").with_exposed_ports(6379).start()
_ = wait_for_logs(cache, "Ready to accept connections", timeout=20)
wire = socket.create_connection((cache.get_container_host_ip(), int(cache.get_exposed_port(6379))), timeout=20)
wire.sendall(b"SET word gophers\r\nGET word\r\n")
answer = b""
while not answer.endswith(b"gophers\r\n"):
    answer += wire.recv(100)
print(answer)
wire.close()
print(cache.exec("redis-cli get word").output)
cache.stop()
