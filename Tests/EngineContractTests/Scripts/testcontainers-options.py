# long
from testcontainers.core.container import DockerContainer
from testcontainers.core.waiting_utils import wait_for_logs
import os, pathlib
_ = pathlib.Path("shared.txt").write_text("shared")
box = DockerContainer("busybox").with_name("tcopts").with_env("A", "1").with_envs(B="2").with_bind_ports(8080, 18441).with_exposed_ports(9090).with_volume_mapping(os.path.abspath("shared.txt"), "/s", "ro").with_kwargs(labels={"x": "y"}, hostname="tc").with_command("sh -c 'echo $A$B; cat /s; hostname; echo; echo ready; sleep 300'").start()
_ = wait_for_logs(box, "ready", timeout=20)
print(box.get_logs())
print(box.get_exposed_port(8080), box.get_wrapped_container().name, box.get_wrapped_container().labels["x"])
print(box.exec("sh -c 'echo x > /s'").exit_code, box.exec(["cat", "/s"]).output)
DockerContainer("busybox").with_name("tcopts").with_command("true").start()
box.stop()
with DockerContainer("busybox").with_command("sleep 300") as inner: print(inner.exec("echo inside"))
