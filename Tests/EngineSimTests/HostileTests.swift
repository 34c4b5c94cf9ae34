import EngineAPI
import EngineSim
import SimShell
import TarStream
import Testing

/// Input that is made to hurt: the engine refuses it or bounds it, and goes on.
struct HostileTests {
    @Test func numbersWithoutMeasure() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        for number in [Int.max, Int.min, -1] {
            _ = try? await test.create("busybox", ["true"]) {
                $0.config.stopTimeout = number
                $0.config.healthcheck = Healthcheck().with {
                    ($0.test, $0.interval, $0.timeout, $0.retries) = (["CMD", "true"], number, number, 1)
                }
                $0.hostConfig.resources.memory = number
                $0.hostConfig.resources.nanoCPUs = number
                $0.hostConfig.resources.cpuQuota = number
                $0.hostConfig.resources.pidsLimit = number
                $0.hostConfig.tmpfs = ["/t": "size=999999999T"]
                $0.hostConfig.shmSize = number
            }
            _ = await refusal {
                _ = try await test.engine.stopContainer("nope", StopOptions(timeout: number))
            }
        }
        let id = try await test.run("sleep 1000") {
            ($0.config.stopTimeout, $0.hostConfig.resources.cpuQuota) = (.max, .max)
            $0.hostConfig.tmpfs = ["/t": "size=8388607.999T"]
            $0.hostConfig.portBindings = ["80/tcp": [PortBinding(hostIP: "", hostPort: "0-65535")]]
        }
        for text in [
            "99999999999999999999", "-9223372036854775808", "9223372036.9", "0001-01-01",
            "9999-12-31T23:59:59Z",
        ] {
            var query = EventQuery()
            (query.since, query.until) = (text, "0")
            _ = try? await test.engine.events(query).collect()
            _ = try? await test.logs(id) { ($0.since, $0.until, $0.tail) = (text, text, text) }
            _ = try? await test.engine.pruneContainers(Filters(["until": [text]]))
        }
        #expect(try await test.state(id).status == "running")
        let many = await refusal {
            _ = try await test.run("sleep 1") { creation in
                creation.config.exposedPorts = Dictionary(
                    uniqueKeysWithValues: (1...2000).map { ("\($0)/tcp", Present()) }
                )
                creation.hostConfig.publishAllPorts = true
            }
        }
        #expect(many?.message.contains("at most 64 ports") == true)
    }

    @Test func archivesThatLeaveOrNest() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let id = try await test.create("busybox", ["true"])
        let deep = String(repeating: "d/", count: 1500) + "f"
        let members = [
            TarMember(path: "link", kind: .symbolicLink("/etc")),
            TarMember(path: "link/passwd", contents: Array("x".utf8)),
            TarMember(path: deep, contents: [1]), TarMember(path: "device", kind: .special),
        ]
        let bytes = try TarWriter.archive(members)
        _ = await refusal {
            try await test.engine.writeArchive(id, ArchiveTarget(path: "/tmp"), EngineStream([bytes]))
        }
        var options = ImportOptions()
        options.repo = "imported"
        _ = try await test.engine.importImage(options, EngineStream([bytes])).collect()
        #expect(try await test.engine.inspectImage("imported").size < 10)
        // Every prefix of an archive ends in an answer.
        let archive = try await test.engine.saveImages(["imported"]).bytes(atMost: 1 << 22)
        for cut in stride(from: 0, to: archive.count, by: 257) {
            let messages = try await test.engine.loadImages(
                quiet: true,
                EngineStream([Array(archive[..<cut])])
            ).collect()
            #expect(!messages.isEmpty)
        }
    }

    @Test func aSessionHasBounds() async throws {
        let test = try TestEngine {
            ($0.limits.containers, $0.limits.volumes, $0.limits.networks, $0.limits.execs) = (2, 2, 4, 1)
        }
        try await test.pull("busybox")
        let id = try await test.run("sleep 1000")
        _ = try await test.create("busybox", ["true"])
        #expect(await refusal { _ = try await test.create("busybox", ["true"]) }?.kind == .tooMany)
        for name in ["v1", "v2"] {
            _ = try await test.engine.createVolume(VolumeCreation().with { $0.name = name })
        }
        #expect(await refusal { _ = try await test.engine.createVolume(VolumeCreation()) }?.kind == .tooMany)
        _ = try await test.engine.createNetwork(NetworkCreation().with { $0.name = "n1" })
        #expect(
            await refusal {
                _ = try await test.engine.createNetwork(NetworkCreation().with { $0.name = "n2" })
            }?.kind == .tooMany
        )
        _ = try await test.engine.createExec(id, ExecCreation().with { $0.cmd = ["true"] })
        #expect(
            await refusal {
                _ = try await test.engine.createExec(id, ExecCreation().with { $0.cmd = ["true"] })
            }?.kind == .tooMany
        )
        let full = try TestEngine { $0.faults.isDiskFull = true }
        var options = PullOptions()
        options.image = "busybox"
        let pull = options
        #expect(
            await refusal { _ = try await full.engine.pullImage(pull).collect() }?.message.contains(
                "no space left on device"
            ) == true
        )
    }

    @Test func stoppingEndsEverything() async throws {
        let ports = TestPorts()
        let test = try TestEngine { $0.ports = ports }
        try await test.pull("busybox")
        let id = try await test.run("serve 80 hello") {
            $0.hostConfig.portBindings = ["80/tcp": [PortBinding(hostIP: "", hostPort: "8080")]]
            $0.hostConfig.restartPolicy.name = "always"
        }
        let events = try await test.engine.events(EventQuery())
        await test.engine.stop()
        #expect(ports.open.isEmpty)
        #expect(try await test.state(id).status == "exited")
        events.cancel()
        #expect(try await events.next() == nil)
    }
}
