# long
# not behind the gate: it refuses registries that a session may not use
import docker
client = docker.from_env()
_ = client.images.pull("busybox", tag="latest")
def tried(call, *words, **named):
    try:
        return call(*words, **named)
    except docker.errors.APIError as problem:
        return type(problem).__name__, problem.status_code, str(problem.explanation)[:90]

print(tried(client.containers.get, "nope"), tried(client.images.get, "nope:1"))
print(tried(client.networks.get, "nope"), tried(client.volumes.get, "nope"))
box = client.containers.create("busybox", "sleep 300", name="sdkerr")
print(tried(client.containers.create, "busybox", name="sdkerr")[:2])
print(tried(client.containers.create, "nosuchimage:1"), tried(client.containers.create, "busybox", name="a/b")[:2])
print(tried(box.kill)[:2], tried(box.pause)[:2], tried(box.exec_run, "true")[:2])
print(tried(box.stop), tried(box.start), tried(box.start))
print(tried(box.remove)[:2], tried(box.rename, "sdkerr")[:2])
print(tried(client.images.remove, "nosuch:1"), tried(client.images.pull, "127.0.0.1:1/x:1")[:2])
print(tried(client.networks.create, "bridge")[:2], tried(client.volumes.create, "bad name")[:2])
print(tried(client.containers.create, "busybox", mem_limit="1m"))
print(tried(client.containers.run, "busybox", "nosuchcommand", remove=True)[:2])
client.containers.run("busybox", "sh -c 'echo bad >&2; exit 9'", remove=True)
print(tried(client.api._result, client.api._get(client.api._url("/nosuch"))))
box.remove(force=True)
