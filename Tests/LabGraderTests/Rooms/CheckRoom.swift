import EngineAPI
import LabGrader
import Synchronization
import TestKit

/// A room for checks: an engine, ports and files that a test fills.
struct CheckRoom: LabRoom {
    let recorder: RecordingEngine
    let ports: FakePorts
    let workspace: FakeFiles
    var cluster: SessionCluster?
    var workspacePath: String?

    init(
        _ recorder: RecordingEngine = RecordingEngine(),
        ports: FakePorts = FakePorts(),
        files: FakeFiles = FakeFiles()
    ) {
        (self.recorder, self.ports, workspace) = (recorder, ports, files)
        recorder.change { ($0.resolvesNames, $0.keepsEventsOpen) = (true, true) }
    }

    var engine: any ContainerEngine { recorder }
    var network: any NetworkProbe { ports }
    var files: any WorkspaceFiles { workspace }

    func run(_ command: RoomCommand) async throws -> RoomEnd { throw RoomError("nothing runs here") }
}

/// Ports of which a test says what they answer.
final class FakePorts: NetworkProbe {
    struct State: Sendable {
        /// What a port answers to a greeting; ports that aren't named refuse.
        var connections: [Int: @Sendable ([UInt8]) -> ConnectionAnswer] = [:]
        /// What a port answers to the request of a number, from 0 on.
        var responses: [Int: @Sendable (_ path: String, _ number: Int) -> HTTPAnswer] = [:]
        var requests = 0
        var trouble: (@Sendable (String) async throws -> Void)?
    }

    private let state: Mutex<State>

    init(_ fill: (inout State) -> Void = { _ in }) {
        var state = State()
        fill(&state)
        self.state = Mutex(state)
    }

    func change(_ body: (inout State) -> Void) { state.withLock { state in body(&state) } }

    func connect(port: Int, sending greeting: [UInt8], limit: Int) async throws -> ConnectionAnswer {
        if let trouble = state.withLock(\.trouble) { try await trouble("connect") }
        return state.withLock { $0.connections[port] }?(greeting) ?? .refused
    }

    func get(port: Int, path: String) async throws -> HTTPAnswer {
        if let trouble = state.withLock(\.trouble) { try await trouble("get") }
        let (answer, number) = state.withLock { state in
            defer { state.requests += 1 }
            return (state.responses[port], state.requests)
        }
        return answer?(path, number) ?? .refused
    }
}

/// Files of a workspace that a test lays there.
final class FakeFiles: WorkspaceFiles {
    private let state: Mutex<[String: WorkspaceFile]>

    init(_ files: [String: WorkspaceFile] = [:]) { state = Mutex(files) }

    convenience init(texts: [String: String]) {
        self.init(texts.mapValues { .file(bytes: Array($0.utf8), size: $0.utf8.count) })
    }

    func read(_ path: String, limit: Int) async throws -> WorkspaceFile {
        guard let found = state.withLock({ $0[path] }) else { return .missing }
        if case .file(let bytes, let size) = found {
            return .file(bytes: Array(bytes.prefix(limit)), size: size)
        }
        return found
    }
}
