import EngineAPI
import EngineClient
import Foundation
import HTTPWire

/// Which engine a session runs on.
public enum EngineWish: String, CaseIterable, Sendable {
    case auto, docker, podman, embedded
}

/// Finds an engine: a real one where the caller says or where engines usually listen, else our own.
public struct EngineChoice: Sendable {
    let wish: EngineWish
    let socket: String?
    let environment: [String: String]
    let embedded: EmbeddedEngine?

    /// Makes a choice.
    ///
    /// - Parameters:
    ///   - wish: The kind of engine.
    ///   - socket: The socket of a real one; nil for the usual places.
    ///   - environment: The caller's environment.
    ///   - embedded: What the embedded engine is made of; nil where there is none.
    public init(
        _ wish: EngineWish,
        socket: String?,
        environment: [String: String],
        embedded: EmbeddedEngine? = nil
    ) {
        (self.wish, self.socket, self.environment, self.embedded) = (wish, socket, environment, embedded)
    }

    /// The first engine that answers and is of the kind asked for; without a wish the embedded one comes last.
    ///
    /// - Throws: ``SandboxError`` that lists what was tried.
    public func find() async throws -> FoundEngine {
        var tried: [String] = []
        if wish == .embedded {
            guard let embedded else { throw SandboxError("there is no embedded engine here") }
            return .embedded(embedded)
        }
        for candidate in candidates {
            do {
                let found = try await Self.connect(candidate)
                if wish == .auto || found.name.hasPrefix(wish.rawValue) { return found }
                tried.append("\(candidate) is \(found.name)")
            } catch { tried.append("\(error)") }
        }
        // Who names a socket wants that engine.
        if wish == .auto, socket == nil, let embedded { return .embedded(embedded) }
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
        return .real(client, socket: socket, name: "\(isPodman ? "podman" : "docker") \(version.version)")
    }
}
