import EngineAPI
import EngineClient
import Foundation
import HTTPWire
import Testing

/// A real engine that the environment names; `scripts/test-engine env` prints it.
enum RealEngine: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case docker20 = "SLIDECTL_TEST_DOCKER20"
    case docker28 = "SLIDECTL_TEST_DOCKER28"
    case podman = "SLIDECTL_TEST_PODMAN"

    var testDescription: String { "\(self)" }

    /// Its socket; nil where it doesn't run.
    var socket: String? { ProcessInfo.processInfo.environment[rawValue] }

    /// The network namespace that it works in, as a file; nil for the machine's own.
    var networkNamespace: String? { ProcessInfo.processInfo.environment[rawValue + "_NETNS"] }

    static var running: [RealEngine] { allCases.filter { $0.socket != nil } }

    static var docker: [RealEngine] { running.filter { $0 != .podman } }

    static let absence: Comment =
        "no real engine runs: start some with scripts/test-engine start, and set its environment"

    func connect() async throws -> EngineClient {
        let socket = try #require(self.socket)
        return try await EngineClient.connect(to: .unix(path: socket))
    }

    /// Where Docker's own programs are; nil for those of the system.
    static var clients: String? { ProcessInfo.processInfo.environment["SLIDECTL_TEST_CLIENTS"] }
}
