# long
import docker, io
client = docker.from_env()
_ = client.images.pull("busybox", tag="latest")
text = b"FROM busybox AS one\nARG WHO=nobody\nRUN echo $WHO > /who\nFROM one\nLABEL stage=two\nCMD [\"cat\", \"/who\"]\n"
image, log = client.images.build(fileobj=io.BytesIO(text), tag="sdkb:1", buildargs={"WHO": "sdk"}, rm=True, labels={"a": "b"})
print(client.containers.run(image, remove=True), image.labels["stage"], image.labels["a"])
image, log = client.images.build(fileobj=io.BytesIO(text), tag="sdkb:one", target="one", rm=True)
print("stage" in image.labels, client.containers.run("sdkb:one", "cat /who", remove=True))
client.images.build(fileobj=io.BytesIO(b"FROM busybox\nNOSUCH\n"))
client.images.build(fileobj=io.BytesIO(b"FROM busybox\nRUN exit 5\n"), rm=True, forcerm=True)
client.images.build(fileobj=io.BytesIO(text), target="nosuch", rm=True)
client.images.build(path="/nosuchfolder")
print([line.get("stream") for line in client.api.build(fileobj=io.BytesIO(b"FROM busybox\nRUN echo said\n"), rm=True, decode=True, nocache=True) if "said" in line.get("stream", "")])
print(sorted(client.images.get("sdkb:1").history()[0]), client.images.get("sdkb:1").attrs["Config"]["Cmd"])
for tag in ("sdkb:1", "sdkb:one"): client.images.remove(tag)
client.images.get("sdkb:1")
