from testcontainers.core.container import DockerContainer
from testcontainers.core.waiting_utils import wait_for_logs
import time
import urllib.request
web = DockerContainer("nginx:1.27").with_exposed_ports(80).start()
host, port = web.get_container_host_ip(), web.get_exposed_port(80)
print(host, int(port) > 1024)
# The engine takes connections before nginx does, and resets them.
for _ in range(100):
    try:
        print(urllib.request.urlopen(f"http://{host}:{port}/", timeout=20).status)
        break
    except OSError:
        time.sleep(0.1)
print(web.exec(["sh", "-c", "echo inside; exit 3"]))
box = DockerContainer("busybox").with_command("sh -c 'echo ready; sleep 300'").with_env("A", "b").start()
wait_for_logs(box, "ready", timeout=20)
print(box.get_logs(), box.exec("sh -c 'echo $A'").output)
box.stop()
web.stop()
print(DockerContainer("busybox").with_command("true").with_kwargs(privileged=False).start().get_wrapped_container().wait()["StatusCode"])
