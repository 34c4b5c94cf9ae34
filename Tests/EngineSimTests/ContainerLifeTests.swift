import EngineAPI
import EngineSim
import SimShell
import TestKit
import Testing

/// Containers from their creation to their end.
struct ContainerLifeTests {
    @Test func saysHello() async throws {
        let test = try TestEngine()
        #expect(
            await refusal { _ = try await test.create("hello-world", []) }?.message
                == "No such image: hello-world:latest"
        )
        try await test.pull("hello-world")
        let id = try await test.create("hello-world", ["/hello"])
        _ = try await test.engine.startContainer(id)
        #expect(try await test.end(of: id) == 0)
        #expect(try await test.logs(id).contains("Hello from Docker!"))
        let summary = try #require(try await test.engine.listContainers(all()).first)
        #expect(summary.command == "/hello" && summary.image == "hello-world" && summary.state == "exited")
        #expect(summary.status == "Exited (0) Less than a second ago")
        #expect(summary.names.first?.contains("_") == true)
    }

    @Test func startsWhatThereIs() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let missing = try await test.create("busybox", ["nosuchcmd"])
        let failure = await refusal { _ = try await test.engine.startContainer(missing) }
        #expect(failure?.kind == .badRequest)
        #expect(
            failure?.message
                == "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: \"nosuchcmd\": executable file not found in $PATH"
        )
        #expect(try await test.state(missing).status == "created")
        #expect(try await test.state(missing).exitCode == 127)
        let forbidden = try await test.create("busybox", ["/etc/passwd"])
        let refused = await refusal { _ = try await test.engine.startContainer(forbidden) }
        #expect(refused?.message.hasSuffix("exec: \"/etc/passwd\": permission denied") == true)
        let stranger = try await test.create("busybox", ["true"]) { $0.config.user = "nouser" }
        #expect(
            await refusal { _ = try await test.engine.startContainer(stranger) }?.message
                == "unable to find user nouser: no matching entries in passwd file"
        )
    }

    @Test func refusesInTheEnginesWords() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let say = { (change: (inout ContainerCreation) -> Void) async -> String? in
            await refusal { _ = try await test.create("busybox", ["true"], change) }?.message
        }
        #expect(
            await say { $0.name = "bad/name" }
                == "Invalid container name (bad/name), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"
        )
        #expect(
            await say { $0.config.workingDir = "relative" }
                == "the working directory 'relative' is invalid, it needs to be an absolute path"
        )
        #expect(
            await say { $0.hostConfig.resources.memory = 1 << 20 } == "Minimum memory limit allowed is 6MB"
        )
        #expect(
            await say { $0.hostConfig.resources.nanoCPUs = 8_000_000_000 }
                == "range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available"
        )
        #expect(
            await say { $0.hostConfig.restartPolicy.name = "sometimes" }
                == "invalid restart policy: unknown policy 'sometimes'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'"
        )
        #expect(
            await say { $0.hostConfig.binds = ["a/b:/x"] }
                == "create a/b: \"a/b\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, use absolute path"
        )
        #expect(await say { $0.hostConfig.privileged = true }?.hasPrefix("slidectl: --privileged") == true)
        let first = try await test.create("busybox", ["true"], name: "e1")
        #expect(
            await say { $0.name = "e1" }
                == "Conflict. The container name \"/e1\" is already in use by container \"\(first)\". You have to remove (or rename) that container to be able to reuse that name."
        )
    }

    @Test func findsByNameAndPrefix() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.create("busybox", ["true"], name: "web")
        for name in [id, "web", "/web", String(id.prefix(3))] {
            #expect(try await test.engine.inspectContainer(name, size: false).id == id)
        }
        #expect(
            await refusal { _ = try await test.engine.inspectContainer("nope", size: false) }?.message
                == "No such container: nope"
        )
    }

    @Test func stopsWithGrace() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let polite = try await test.run("catch TERM bye;exit 7")
        try await test.time.pass { try await test.logs(polite) == "waiting\n" }
        #expect(try await test.engine.stopContainer(polite, StopOptions(timeout: 10)) == .done)
        #expect(try await test.state(polite).exitCode == 7)
        #expect(try await test.logs(polite) == "waiting\nbye\n")
        #expect(try await test.engine.stopContainer(polite, StopOptions()) == .unchanged)
        // A main process that asks for no signal hears none: it is killed when its time is over.
        let deaf = try await test.run("sleep 1000")
        async let stopped = test.engine.stopContainer(deaf, StopOptions(timeout: 3))
        try await test.time.pass { try await test.state(deaf).status == "exited" }
        _ = try await stopped
        let state = try await test.state(deaf)
        #expect(state.exitCode == 137 && state.finishedAt == "2027-01-15T08:00:03Z")
    }

    @Test func killsAndComplains() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.run("sleep 1000", name: "e1")
        #expect(
            await refusal { try await test.engine.killContainer("e1", signal: "NOPE") }?.message
                == "cannot kill container: e1: invalid signal: NOPE"
        )
        #expect(
            await refusal { try await test.engine.removeContainer("e1", RemoveOptions()) }?.message
                == "cannot remove container \"e1\": container is running: stop the container before removing or force remove"
        )
        try await test.engine.killContainer("e1", signal: nil)
        #expect(try await test.state(id).exitCode == 137)
        #expect(
            await refusal { try await test.engine.killContainer("e1", signal: nil) }?.message
                == "cannot kill container: e1: container \(id) is not running"
        )
        #expect(
            await refusal { try await test.engine.pauseContainer("e1") }?.message
                == "container \(id) is not running"
        )
    }

    @Test func holdsOutputBackWhilePaused() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.run("sleep 1;say after")
        try await test.engine.pauseContainer(id)
        #expect(try await test.state(id).status == "paused")
        while !test.time.step() { await Task.yield() }
        try await Task.sleep(for: .milliseconds(20))
        #expect(try await test.logs(id).isEmpty)
        try await test.engine.unpauseContainer(id)
        #expect(try await test.end(of: id) == 0)
        #expect(try await test.logs(id) == "after\n")
    }

    @Test func startsAgainByPolicy() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.run("say up;exit 3") {
            $0.hostConfig.restartPolicy.name = "on-failure"
            $0.hostConfig.restartPolicy.maximumRetryCount = 2
        }
        let wait = try await test.engine.waitContainer(id, .notRunning)
        try await test.time.pass { try await test.state(id).status == "exited" }
        #expect(try await wait.next()?.statusCode == 3)
        #expect(try await test.engine.inspectContainer(id, size: false).restartCount == 2)
        #expect(try await test.logs(id) == "up\nup\nup\n")
        // Whoever stops a container stops its starting again, too.
        let loop = try await test.run("exit 1") { $0.hostConfig.restartPolicy.name = "always" }
        try await test.time.pass { try await test.state(loop).restarting }
        #expect(try await test.engine.stopContainer(loop, StopOptions()) == .done)
        #expect(try await test.state(loop).status == "exited")
    }

    @Test func removesItself() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.create("busybox", ["sh", "-c", "exit 4"]) { $0.hostConfig.autoRemove = true }
        let wait = try await test.engine.waitContainer(id, .removed)
        _ = try await test.engine.startContainer(id)
        #expect(try await wait.next()?.statusCode == 4)
        #expect(try await wait.next() == nil)
        #expect(
            await refusal { _ = try await test.engine.inspectContainer(id, size: false) }?.kind == .notFound
        )
    }

    @Test func tellsOfARunInOrder() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let events = try await test.engine.events(EventQuery())
        let id = try await test.create("busybox", ["sh", "-c", "exit 3"], name: "run")
        _ = try await test.engine.startContainer(id)
        _ = try await test.end(of: id)
        try await test.engine.removeContainer(id, RemoveOptions())
        var seen: [String] = []
        var codes: [String?] = []
        while let event = try await events.next() {
            seen.append("\(event.type) \(event.action)")
            if event.action == "die" { codes.append(event.actor.attributes["exitCode"]) }
            if event.action == "destroy" { break }
        }
        #expect(
            seen == [
                "container create", "network connect", "container start", "network disconnect",
                "container die",
                "container destroy",
            ]
        )
        #expect(codes == ["3"])
        // Whoever asks afterwards hears the same, and no more.
        var query = EventQuery()
        (query.since, query.until) = ("0", "1800000001")
        query.filters = Filters(["container": ["run"], "event": ["die", "create"]])
        let asked = query
        async let past = test.engine.events(asked).collect().map(\.action)
        while !test.time.step() { await Task.yield() }
        #expect(try await past == ["create", "die"])
    }

    @Test func checksHealthByTheClock() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let second = 1_000_000_000
        let id = try await test.run("sleep 12;put /ok yes;sleep 10000") {
            $0.config.healthcheck = Healthcheck().with {
                ($0.test, $0.interval, $0.retries) = (["CMD", "cat", "/ok"], 5 * second, 2)
            }
        }
        #expect(try await test.state(id).health?.status == "starting")
        try await test.time.pass { try await test.state(id).health?.status == "unhealthy" }
        let failed = try #require(try await test.state(id).health)
        #expect(failed.failingStreak == 2)
        #expect(failed.log?.map(\.start) == ["2027-01-15T08:00:05Z", "2027-01-15T08:00:10Z"])
        try await test.time.pass { try await test.state(id).health?.status == "healthy" }
        let probe = try #require(try await test.state(id).health?.log?.last)
        #expect(probe.exitCode == 0 && probe.output == "yes\n")
        let list = try await test.engine.listContainers(ContainerListQuery())
        #expect(list.first?.status.hasSuffix("(healthy)") == true)
    }

    /// While the start period lasts, every 5 s, as engines do since 25; once it is well, at the ordinary interval.
    @Test func checksOftenerWhileAContainerStarts() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let second = 1_000_000_000
        let id = try await test.run("sleep 7;put /ok yes;sleep 10000") {
            $0.config.healthcheck = Healthcheck().with {
                ($0.test, $0.interval, $0.startPeriod) = (["CMD", "cat", "/ok"], 60 * second, 30 * second)
            }
        }
        try await test.time.pass { try await test.state(id).health?.log?.count == 3 }
        let health = try #require(try await test.state(id).health)
        #expect(
            health.log?.map(\.start) == [
                "2027-01-15T08:00:05Z", "2027-01-15T08:00:10Z", "2027-01-15T08:01:10Z",
            ]
        )
        #expect(health.status == "healthy" && health.log?.map(\.exitCode) == [1, 0, 0])
    }

    private func all() -> ContainerListQuery {
        var query = ContainerListQuery()
        query.all = true
        return query
    }
}
