# long
# not behind the gate: it writes the options of mounts anew
import docker
api = docker.from_env().api
_ = docker.from_env().images.pull("busybox", tag="latest")
host = api.create_host_config(port_bindings={80: 18431, "90/udp": None}, binds={"sdklow": {"bind": "/v", "mode": "ro"}}, mem_limit="32m", restart_policy={"Name": "on-failure", "MaximumRetryCount": 2}, extra_hosts={"pinned": "1.2.3.4"}, cap_drop=["ALL"], tmpfs={"/t": "size=1m"})
made = api.create_container("busybox", ["sleep", "300"], name="sdklow", ports=[80, (90, "udp")], volumes=["/v"], environment={"A": "1"}, labels=["x", "y"], host_config=host, hostname="low", user="nobody", working_dir="/tmp", stop_signal="KILL", tty=True, stdin_open=True)
print(sorted(made), made["Warnings"])
api.start("sdklow")
told = api.inspect_container("sdklow")
print(told["Config"]["Labels"], told["Config"]["Tty"], told["Config"]["Hostname"], sorted(told["Config"]["ExposedPorts"]))
print([(m["Type"], m["Destination"], m["RW"], m["Mode"]) for m in told["Mounts"]], told["HostConfig"]["Tmpfs"])
print(api.port("sdklow", 80)[0]["HostPort"], len(api.port("sdklow", "90/udp")) > 0, api.port("sdklow", 99))
print([c["Names"] for c in api.containers(filters={"name": "sdklow"})], api.containers(filters={"name": "sdklow", "status": "exited"}))
print(api.resize("sdklow", 20, 60), api.top("sdklow", "-o pid,args")["Titles"])
print(sorted(c["Path"] for c in api.diff("sdklow")), api.rename("sdklow", "sdklow2"))
print(api.update_container("sdklow2", restart_policy={"Name": "no"}))
print(api.wait(api.kill("sdklow2") or "sdklow2")["StatusCode"])
print(api.start("sdklow2"), api.stop("sdklow2", timeout=0), api.inspect_container("sdklow2")["State"]["Status"])
print(api.remove_container("sdklow2", v=True, force=True), api.remove_volume("sdklow"))
