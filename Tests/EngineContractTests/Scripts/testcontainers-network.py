from testcontainers.core.container import DockerContainer
from testcontainers.core.network import Network
net = Network().create()
server = DockerContainer("busybox").with_network(net).with_network_aliases("page").with_command("sh -c 'echo text > /index.html; httpd -f -h / -p 80'").start()
client = DockerContainer("busybox").with_network(net).with_command("sleep 300").start()
import time
print(any(client.exec("wget -qO- http://page/").output == b"text\n" or time.sleep(0.2) for _ in range(50)))
print(client.exec("wget -qO- http://nopage/").exit_code)
client.stop()
server.stop()
net.remove()
