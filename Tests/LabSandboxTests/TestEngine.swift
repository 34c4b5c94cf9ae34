import EngineGate
import Foundation
import LabSandbox
import Synchronization
import SystemPackage
import TestKit

/// The real engine that `scripts/test-engine` started, and sessions on it.
enum TestEngine {
    static let environment = ProcessInfo.processInfo.environment
    static let reason = "no engine for tests: scripts/test-engine start"

    /// The socket of Docker 20.10.
    static var socket: String? { environment["SLIDECTL_TEST_DOCKER20"] }
    /// The socket of Docker 28.
    static var newSocket: String? { environment["SLIDECTL_TEST_DOCKER28"] }
    static var isThere: Bool { socket != nil && environment["SLIDECTL_TEST_CLIENTS"] != nil }

    /// Our own program, which stands beside the test bundle.
    static var program: String {
        let bundle = CommandLine.arguments[0]
        let candidates = [bundle, FileManager.default.currentDirectoryPath + "/.build/debug/x"].map {
            URL(filePath: $0).deletingLastPathComponent().appending(path: "slidectl").path
        }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "slidectl"
    }

    /// A session's request, with all that it keeps below a folder.
    static func request(_ scratch: Scratch, workspace: String? = nil) -> SessionRequest {
        var variables = environment
        variables["SLIDECTL_SANDBOX_STATE"] = scratch.path.string
        var request = SessionRequest(
            purpose: "test",
            places: SessionPlaces(environment: variables),
            environment: variables,
            program: program
        )
        request.engineSocket = socket
        request.workspace = workspace
        for pair in (environment["SLIDECTL_SANDBOX_MIRRORS"] ?? "").split(separator: ",") {
            let sides = pair.split(separator: "=").map(String.init)
            if sides.count == 2 { request.settings.gate.registries.mirrors[sides[0]] = sides[1] }
        }
        return request
    }

    /// Runs a script in a session and returns what it printed.
    static func run(
        _ session: SandboxSession,
        _ script: String
    ) async throws -> (end: CommandEnd, text: String) {
        let collected = Collected()
        var command = SandboxCommand(["sh", "-c", script])
        command.timeLimits = [TimeLimit("the test", .seconds(60))]
        command.onOutput = { _, bytes in collected.append(bytes) }
        let end = try await session.run(command)
        return (end, collected.text)
    }

    /// Runs our own program.
    static func slidectl(_ arguments: [String], _ scratch: Scratch) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = environment.merging(["SLIDECTL_SANDBOX_STATE": scratch.path.string]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }
}

/// What threads print.
final class Collected: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func append(_ more: ArraySlice<UInt8>) { bytes.withLock { $0 += more } }

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}
