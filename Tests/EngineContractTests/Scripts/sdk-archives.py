# long
# not behind the gate: it refuses unreadable archives in its own words
import docker, io, tarfile
client = docker.from_env()
_ = client.images.pull("busybox", tag="latest")
box = client.containers.create("busybox", "true", name="sdkarc")
def packed(**files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            (info.size, info.mode) = (len(text), 0o640)
            archive.addfile(info, io.BytesIO(text))
    return out.getvalue()

print(box.put_archive("/root", packed(one=b"1", two=b"22")))
bits, stat = box.get_archive("/root")
print(stat["name"], stat["linkTarget"], sorted(tarfile.open(fileobj=io.BytesIO(b"".join(bits))).getnames()))
bits, stat = box.get_archive("/root/two")
member = tarfile.open(fileobj=io.BytesIO(b"".join(bits))).getmembers()[0]
print(member.name, member.size, oct(member.mode), stat["size"])
box.get_archive("/nosuch")
box.put_archive("/nosuch", packed(a=b""))
box.put_archive("/etc/passwd", packed(a=b""))
box.put_archive("/root", b"garbage")
print(sorted(c["Path"] for c in box.diff()))
print(len(b"".join(box.export())) > 1000)
image = box.commit("sdkarc-image", "1", changes='CMD ["cat", "/root/one"]')
print(client.containers.run("sdkarc-image:1", remove=True), image.tags)
box.remove()
client.images.remove("sdkarc-image:1")
