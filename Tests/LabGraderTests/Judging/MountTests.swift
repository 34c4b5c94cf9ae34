import EngineAPI
import LabModel
import TestKit
import Testing

@testable import LabGrader

/// Folders of the workspace in containers.
struct MountTests {
    private static let workspace = "/srv/ws"

    /// A container with one mount at `/etc/conf`.
    private func container(_ point: MountPoint, binds: [String]?) -> ContainerDetails {
        ContainerDetails().with {
            ($0.id, $0.name) = (SampleWorld.job, "/web")
            $0.mounts = [point.with { $0.destination = "/etc/conf" }]
            $0.hostConfig = HostConfig().with { $0.binds = binds }
        }
    }

    private func outcome(
        _ mount: String,
        _ details: ContainerDetails,
        workspace: String? = MountTests.workspace
    ) async throws -> CheckOutcome {
        var room = CheckRoom(RecordingEngine { SampleWorld.add(details, to: &$0) })
        room.workspacePath = workspace
        let (check, time, asked) = (try check("container web mount \(mount)"), VirtualTime(), room)
        let report = await time.run {
            try? await CheckWatch(room: asked, clock: time).run(check, names: NameTable())
        }
        let found = try #require(report ?? nil)
        let evidence = try CheckEvidence(json: try JSON(found.evidence.json.bytes))
        #expect(CheckReplay.outcome(of: check, names: NameTable(), evidence: evidence) == found.outcome)
        return found.outcome
    }

    private func bind(_ source: String) -> MountPoint {
        MountPoint().with { ($0.type, $0.source) = ("bind", source) }
    }

    @Test(
        "A folder is meant from the workspace, not by the end of its path",
        arguments: [
            ("/srv/ws/conf", "./conf", true), ("/srv/ws/conf", "conf", false),
            ("/srv/ws/conf/", "./conf/", true),
            ("/srv/ws/other/conf", "./conf", false), ("/srv/ws/other/conf", "./other/conf", true),
            ("/srv/ws/other/../conf", "./conf", true), ("/srv/ws", ".", true), ("/srv/ws", "./", true),
            ("/srv/ws/conf", ".", false), ("/srv/ws/other/conf", "/srv/ws/other/conf", true),
        ]
    )
    func comparesPlaces(source: String, wanted: String, isMet: Bool) async throws {
        let outcome = try await outcome("\(wanted):/etc/conf", container(bind(source), binds: nil))
        #expect((outcome.verdict == .pass) == isMet, "\(outcome)")
    }

    @Test("Where an engine mounts from elsewhere, what was asked for says which folder it is")
    func takesWhatWasAskedFor() async throws {
        let held = bind("/run/slidectl/binds/65-1234")
        let part = MountPoint().with { ($0.type, $0.name) = ("volume", "workspace") }
        for point in [held, part] {
            let good = container(point, binds: ["/srv/ws/conf:/etc/conf:ro"])
            #expect(try await outcome("./conf:/etc/conf", good).verdict == .pass)
            let other = try await outcome(
                "./conf:/etc/conf",
                container(point, binds: ["/srv/ws/other/conf:/etc/conf/"])
            )
            #expect(other.verdict == .fail)
            #expect(other.seen == "mounts ./other/conf:/etc/conf")
        }
        let volume = MountPoint().with { ($0.type, $0.name) = ("volume", "data") }
        #expect(
            try await outcome("data:/etc/conf", container(volume, binds: ["data:/etc/conf"])).verdict == .pass
        )
    }

    @Test("A word alone means a volume, whatever folders there are")
    func tellsVolumesFromFolders() async throws {
        let folder = container(bind("/srv/ws/data"), binds: ["/srv/ws/data:/etc/conf"])
        for workspace in [MountTests.workspace, nil] {
            let outcome = try await outcome("data:/etc/conf", folder, workspace: workspace)
            #expect(outcome.verdict == .fail, "\(outcome)")
        }
        let volume = MountPoint().with { ($0.type, $0.name) = ("volume", "data") }
        let named = container(volume, binds: ["data:/etc/conf"])
        #expect(try await outcome("data:/etc/conf", named).verdict == .pass)
        #expect(try await outcome("./data:/etc/conf", named).verdict == .fail)
    }

    @Test("Where nobody knows the workspace, the path's end counts")
    func takesTheEnd() async throws {
        let details = container(bind("/home/ann/conf"), binds: nil)
        #expect(try await outcome("./conf:/etc/conf", details, workspace: nil).verdict == .pass)
        #expect(try await outcome("./onf:/etc/conf", details, workspace: nil).verdict == .fail)
    }
}
