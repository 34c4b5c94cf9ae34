# long
import docker
client = docker.from_env()
_ = client.images.pull("busybox", tag="latest")
boxes = [client.containers.create("busybox", "sh -c 'exit %d'" % n, name="sdklist%d" % n, labels={"lesson": "sdklist", "n": str(n)}) for n in range(3)]
for box in boxes[1:]: box.start()
print([box.wait()["StatusCode"] for box in boxes[1:]])
def names(**filters): return sorted(c.name for c in client.containers.list(all=True, filters={"label": "lesson=sdklist", **filters}))

print(names(), names(status="created"), names(status="exited"), names(exited=2))
print(names(name="sdklist1"), names(before="sdklist1"), names(since="sdklist1"), names(ancestor="busybox"))
print(sorted(c.name for c in client.containers.list(all=True, filters={"label": ["lesson=sdklist", "n=2"]})), client.containers.list(filters={"label": "lesson=sdklist"}))
print([len(c.short_id) for c in client.containers.list(all=True, sparse=True, filters={"label": "lesson=sdklist"})])
print(client.containers.prune(filters={"label": "lesson=sdklist"})["ContainersDeleted"] is not None, names())
client.containers.list(filters={"nosuch": "1"})
print(client.containers.prune(filters={"label": "lesson=sdklist"})["SpaceReclaimed"])
