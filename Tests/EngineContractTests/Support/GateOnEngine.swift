import EngineAPI
import EngineGate
import EngineServer
import HTTPWire
import Host
import LabSandbox
import SystemPackage
import TestKit

/// Serves a session's gate before a real engine while a test runs, and takes the session off the engine afterwards.
func withGate<Result: Sendable>(
    on engine: RealEngine,
    session id: String = "t" + String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16),
    loopback: String = "127.88.0.1",
    settings: GateSettings = GateSettings(),
    workspace: String? = nil,
    onServed: @escaping @Sendable (ServedRequest) -> Void = { _ in },
    _ body: @escaping @Sendable (EngineGate, String) async throws -> Result
) async throws -> Result {
    let client = try await engine.connect()
    guard let session = GateSession(id: id, owner: "test", loopback: loopback) else {
        throw EngineError(.failed, "'\(id)' is no session's id")
    }
    do {
        let result = try await withScratch { scratch in
            let mounts = workspace.flatMap {
                WorkspaceMounts(workspace: $0, staging: scratch.file("binds").string)
            }
            defer { mounts?.removeAll() }
            let binder = workspace.map { HeldWorkspace(workspace: $0, mounts: mounts, volume: "none") }
            let gate = EngineGate(
                client,
                session: session,
                settings: settings,
                binder: binder,
                now: { MachineTime.nanoseconds }
            )
            let path = scratch.file("gate.sock").string
            return try await withThrowingTaskGroup(of: Void.self) { group in
                let (ready, signal) = AsyncStream<Void>.makeStream()
                let server = EngineServer(gate, at: .unix(path: path), onServed: onServed)
                group.addTask { try await server.run { _ in signal.finish() } }
                for await _ in ready {}
                let result = try await body(gate, path)
                group.cancelAll()
                return result
            }
        }
        try await sweep(client, id)
        return result
    } catch {
        try await sweep(client, id)
        throw error
    }
}

private func sweep(_ client: any ContainerEngine, _ id: String) async throws {
    let left = try await SessionSweep(client, session: id).run()
    guard left.isEmpty else { throw EngineError(.failed, "left on the engine: \(left)") }
}
