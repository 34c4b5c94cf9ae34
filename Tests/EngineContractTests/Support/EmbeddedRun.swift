import EngineAPI
import EngineGate
import EngineServer
import EngineSim
import Foundation
import HTTPWire
import Host
import SimServices
import SimShell
import SourceText
import SystemPackage
import TestKit

@testable import LabSandbox

/// Embedded engines with all that they have in sessions: every image, every program.
enum EmbeddedRun {
    /// What a script prints on the bare engine, whose ports are those of an address.
    static func bare(_ script: TranscriptScript, at address: String) async throws -> String {
        try await withScratch { scratch in
            let transcript = try Transcript(script, in: scratch)
            return try await withEngine(workspace: transcript.workspace, at: address) { engine in
                try await run(transcript, on: engine, at: address, in: scratch)
            }
        }
    }

    /// What a script prints on the engine behind the gate of a session.
    static func gated(_ script: TranscriptScript, at address: String) async throws -> String {
        try await withScratch { scratch in
            let transcript = try Transcript(script, in: scratch)
            return try await withGatedEngine(workspace: transcript.workspace, at: address) { gate in
                try await run(transcript, on: gate, at: address, in: scratch)
            }
        }
    }

    /// Does something with an engine behind the gate of a session.
    static func withGatedEngine<Result: Sendable>(
        workspace: String = "/nonexistent",
        at address: String = "127.89.0.1",
        _ body: (EngineGate) async throws -> Result
    ) async throws -> Result {
        guard let session = GateSession(id: "embedded", owner: "test", loopback: address) else {
            throw EngineError(.failed, "no session")
        }
        var settings = GateSettings()
        settings.allowsHeredocs = true
        settings.ownsEngine = true
        let binder = PlainWorkspace(workspace: workspace)
        return try await withEngine(workspace: workspace, at: address) { engine in
            let now: @Sendable () -> Int = { MachineTime.nanoseconds }
            return try await body(
                EngineGate(engine, session: session, settings: settings, binder: binder, now: now)
            )
        }
    }

    private static func withEngine<Result: Sendable>(
        workspace: String,
        at address: String,
        _ body: (SimulatedEngine) async throws -> Result
    ) async throws -> Result {
        let engine = EmbeddedEngine(
            catalog: catalog,
            programs: Coreutils.programs.merging(Services.programs),
            version: "test"
        ).engine(workspace: workspace, loopback: address)
        do {
            let result = try await body(engine)
            await engine.stop()
            return result
        } catch {
            await engine.stop()
            throw error
        }
    }

    private static func run(
        _ transcript: Transcript,
        on engine: any ContainerEngine,
        at address: String,
        in scratch: Scratch
    ) async throws -> String {
        let path = scratch.file("engine.sock").string
        return try await withThrowingTaskGroup(of: Void.self) { group in
            let (ready, signal) = AsyncStream<Void>.makeStream()
            let server = EngineServer(engine, at: .unix(path: path))
            group.addTask { try await server.run { _ in signal.finish() } }
            for await _ in ready {}
            let text = try await transcript.run(on: nil, against: path, at: address)
            group.cancelAll()
            return text
        }
    }

    private static let catalog: ImageCatalog = {
        let folder = Corpus.project + "Resources/images"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return ImageCatalog(
            names.sorted().flatMap { name -> [ImageModel] in
                guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) else {
                    return []
                }
                return ImageFile(SourceFile(name: name, text: text)).images
            }
        )
    }()
}
