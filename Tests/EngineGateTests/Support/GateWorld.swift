import EngineAPI
import EngineGate
import TestKit

/// A session's gate before an engine that remembers what reaches it.
struct GateWorld {
    let engine: RecordingEngine
    let gate: EngineGate

    static let session = "alice1"
    static let neighbour = "bob222"
    /// When all of it happens.
    static let now = 1_800_000_000_000_000_000

    init(
        _ settings: GateSettings = GateSettings(),
        binder: (any WorkspaceBinder)? = FolderBinder(),
        socket: String? = "/run/gate.sock",
        fill: (inout RecordingEngine.Contents) -> Void = { _ in }
    ) throws {
        engine = RecordingEngine { contents in
            contents.images.append(Self.image("busybox", session: Self.session, volumes: ["/data"]))
            contents.images.append(Self.image("secret", session: Self.neighbour))
            contents.images.append(
                ImageDetails().with {
                    $0.id = "sha256:" + String(repeating: "9", count: 64)
                    $0.repoTags = ["shared:latest"]
                }
            )
            fill(&contents)
        }
        let session = try Self.made(socket)
        gate = EngineGate(engine, session: session, settings: settings, binder: binder, now: { Self.now })
    }

    private static func made(_ socket: String?) throws -> GateSession {
        guard
            let session = GateSession(
                id: Self.session,
                owner: "alice",
                loopback: "127.3.2.1",
                socketPath: socket
            )
        else { throw EngineError(.failed, "no session") }
        return session
    }

    /// An image that a session has.
    static func image(_ name: String, session: String, volumes: [String] = []) -> ImageDetails {
        ImageDetails().with {
            $0.id = "sha256:" + String(repeating: name.utf8.count % 2 == 0 ? "a" : "b", count: 64)
            $0.repoTags = ["slidectl.invalid/\(session)/docker.io/library/\(name):latest"]
            $0.config = ContainerConfig().with {
                $0.volumes = Dictionary(uniqueKeysWithValues: volumes.map { ($0, Present()) })
                $0.exposedPorts = ["80/tcp": Present()]
            }
        }
    }

    /// Makes a container, and returns what reached the engine.
    func created(_ change: (inout ContainerCreation) -> Void = { _ in }) async throws -> ContainerCreation {
        let creation = ContainerCreation().with {
            $0.name = "web"
            $0.config.image = "busybox"
            change(&$0)
        }
        _ = try await gate.createContainer(creation)
        let call = engine.last("createContainer")
        return try ContainerCreation(json: call?.value ?? .null).with { $0.name = call?.subject ?? "" }
    }
}

/// A workspace that is a folder of the tests' imagination.
struct FolderBinder: WorkspaceBinder {
    func bind(_ path: String, makesMissing: Bool) async throws -> BoundFolder {
        guard path.hasPrefix("/work/") else {
            throw EngineError(
                .forbidden,
                "slidectl: bind mounts are limited to your workspace: \(path) isn't in it"
            )
        }
        return .path("/staging/1")
    }
}

/// The failure of something that must fail.
func failure(of body: () async throws -> Void) async -> EngineError? {
    do {
        try await body()
        return nil
    } catch { return error as? EngineError }
}
