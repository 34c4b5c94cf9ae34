# long
import docker, time
client = docker.from_env()
_ = client.images.pull("busybox", tag="latest")
start = time.time() - 1
box = client.containers.create("busybox", "true", name="sdkev", labels={"lesson": "sdkev"})
live = client.events(decode=True, filters={"container": "sdkev", "event": ["start", "die", "destroy"]})
box.start()
print(next(live)["Action"], next(live)["Actor"]["Attributes"]["exitCode"])
_ = box.wait()
box.remove()
print(next(live)["Action"])
live.close()
time.sleep(1)
told = list(client.events(since=int(start), until=int(time.time()), decode=True, filters={"label": "lesson=sdkev"}))
print([e["Action"] for e in told], {e["Type"] for e in told}, told[0]["from"], told[0]["status"])
print(list(client.events(since=int(start), until=int(time.time()), decode=True, filters={"container": "nosuch"})))
