import EngineAPI
import EngineGate
import TestKit
import Testing

/// What fills the disk is stopped, and told why.
struct DiskTests {
    private static func world(containers: Int, volumes: Int = 0, foreign: Int = 0) throws -> GateWorld {
        var settings = GateSettings()
        settings.quotas.disk = 100
        return try GateWorld(settings) { contents in
            contents.containers = [
                ContainerSummary().with {
                    $0.id = String(repeating: "a", count: 64)
                    $0.names = ["/slidectl-\(GateWorld.session)-web"]
                    $0.state = "running"
                    $0.labels = ["dev.slidectl.session": GateWorld.session]
                }
            ]
            contents.diskUsage = usage(containers, volumes, foreign)
        }
    }

    private static func usage(_ containers: Int, _ volumes: Int, _ foreign: Int) -> DiskUsage {
        func container(_ size: Int, _ session: String) -> ContainerSummary {
            ContainerSummary().with {
                $0.sizeRw = size
                $0.labels = ["dev.slidectl.session": session]
            }
        }
        return DiskUsage().with {
            $0.containers = [
                container(containers, GateWorld.session), container(foreign, GateWorld.neighbour),
            ]
            $0.volumes = [
                VolumeDetails().with {
                    $0.labels = ["dev.slidectl.session": GateWorld.session]
                    $0.usageData = VolumeDetails.Usage().with { $0.size = volumes }
                }
            ]
        }
    }

    @Test func pausesContainersThatHoldTooMuch() async throws {
        let world = try Self.world(containers: 60, volumes: 41)
        try await world.gate.lookAtDisk()
        #expect(world.engine.last("pauseContainer")?.subject == String(repeating: "a", count: 64))
    }

    @Test func countsOnlyWhatIsTheSessionsOwn() async throws {
        let world = try Self.world(containers: 60, volumes: 40, foreign: 1000)
        try await world.gate.lookAtDisk()
        #expect(world.engine.last("pauseContainer") == nil)
    }

    @Test func refusesWhatNeedsRoomAndSaysWhatToDo() async throws {
        let world = try Self.world(containers: 101)
        try await world.gate.lookAtDisk()
        let refusals = [
            await failure { _ = try await world.created() },
            await failure { _ = try await world.gate.startContainer("web") },
            await failure { try await world.gate.unpauseContainer("web") },
            await failure {
                _ = try await world.gate.createExec("web", ExecCreation().with { $0.cmd = ["sh"] })
            },
            await failure { try await world.gate.tagImage("busybox", repo: "more", tag: "1") },
        ]
        for refusal in refusals {
            #expect(refusal?.kind == .tooMany)
            #expect(refusal?.message.contains("docker rm") == true)
        }
    }

    @Test func letsThemGoOnWhenThereIsRoomAgain() async throws {
        let world = try Self.world(containers: 101)
        try await world.gate.lookAtDisk()
        world.engine.change { $0.diskUsage = Self.usage(0, 0, 0) }
        try await world.gate.lookAtDisk()
        #expect(world.engine.last("unpauseContainer")?.subject == String(repeating: "a", count: 64))
        _ = try await world.created { $0.name = "more" }
    }
}
