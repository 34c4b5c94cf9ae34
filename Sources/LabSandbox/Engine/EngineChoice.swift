import EngineAPI
public import EngineClient
import Foundation
import HTTPWire

/// Which engine a session runs on.
public enum EngineWish: String, CaseIterable, Sendable {
    case auto, docker, podman
}

/// An engine that answered.
public struct FoundEngine: Sendable {
    public let client: EngineClient
    public let socket: String
    /// What it is, for people: `docker 20.10.24`.
    public let name: String

    /// The version of the API that is spoken with it.
    public var apiVersion: String { "\(client.apiVersion)" }
}

/// Finds a real engine: where the caller says, else where engines usually listen.
public struct EngineChoice: Sendable {
    let wish: EngineWish
    let socket: String?
    let environment: [String: String]

    public init(_ wish: EngineWish, socket: String?, environment: [String: String]) {
        (self.wish, self.socket, self.environment) = (wish, socket, environment)
    }

    /// The first engine that answers and is of the kind asked for.
    ///
    /// - Throws: ``SandboxError`` that lists what was tried.
    public func find() async throws -> FoundEngine {
        var tried: [String] = []
        for candidate in candidates {
            do {
                let found = try await Self.connect(candidate)
                if wish == .auto || found.name.hasPrefix(wish.rawValue) { return found }
                tried.append("\(candidate) is \(found.name)")
            } catch { tried.append("\(error)") }
        }
        throw SandboxError(
            "no \(wish == .auto ? "container engine" : wish.rawValue) answers; `slidectl doctor` says how to get one\n  "
                + tried.joined(separator: "\n  ")
        )
    }

    /// The sockets to try, in order.
    public var candidates: [String] {
        if let socket { return [socket] }
        var sockets: [String] = []
        if let named = environment["SLIDECTL_SANDBOX_ENGINE_SOCKET"], !named.isEmpty { return [named] }
        // In a shell of `sandbox up` the variable leads to that session, which is no engine for another.
        if environment["SLIDECTL_SESSION"] == nil, let host = environment["DOCKER_HOST"],
            host.hasPrefix("unix://")
        {
            sockets.append(String(host.dropFirst(7)))
        }
        let runtime = environment["XDG_RUNTIME_DIR"]
        if wish != .podman {
            sockets += ["/var/run/docker.sock"] + (runtime.map { [$0 + "/docker.sock"] } ?? [])
        }
        if wish != .docker {
            sockets += (runtime.map { [$0 + "/podman/podman.sock"] } ?? []) + ["/run/podman/podman.sock"]
        }
        return sockets
    }

    /// Connects to the engine at a socket and asks what it is.
    public static func connect(_ socket: String) async throws -> FoundEngine {
        let client = try await EngineClient.connect(to: .unix(path: socket))
        let version = try await client.version()
        let isPodman = version.components?.contains { $0.name.contains("Podman") } ?? false
        return FoundEngine(
            client: client,
            socket: socket,
            name: "\(isPodman ? "podman" : "docker") \(version.version)"
        )
    }
}
