import EngineAPI
import Foundation
import HTTPWire
import KubeAPI
import SystemPackage
import TestKit
import Testing

@testable import KubeServer

/// A cluster that is served on a port of this machine, for clients of a test.
struct ServedCluster {
    let store: ClusterStore
    let port: Int
    let home: Scratch
    /// Variables for kubectl besides its home.
    var environment: [String: String] = [:]

    /// Runs the real kubectl against the cluster, with a home of its own.
    @discardableResult
    func kubectl(_ arguments: String..., input: String = "") async throws -> ProgramRun {
        try await Kubectl.run(arguments, home: home, environment: environment, input: input)
    }

    /// Runs a pod `p` with a container `c` until it is ready.
    func runPod() async throws {
        let manifest =
            "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: x}]}\n"
        try await kubectl("apply", "-f", "-", input: manifest)
        let run = try await kubectl("wait", "--for=condition=Ready", "pod/p", "--timeout=20s")
        #expect(run.code == 0)
    }

    /// Forwards a port while something is done with the local one.
    func forwarding(
        _ pod: String,
        _ ports: String,
        _ body: @escaping @Sendable (UInt16) async throws -> Void
    ) async throws {
        let process = Kubectl.process(["port-forward", pod, ports], home: home, environment: environment)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        let line = try await onThread {
            var text = ""
            while !text.contains("->") {
                let piece = pipe.fileHandleForReading.availableData
                guard !piece.isEmpty else { break }
                text += String(decoding: piece, as: UTF8.self)
            }
            return text
        }
        let port = line.split(separator: " -> ").first?.split(separator: ":").last.flatMap { UInt16($0) }
        try await body(try #require(port, "kubectl said: \(line)"))
    }
}

/// An answer, read to its end.
struct WireAnswer {
    let head: HTTPResponseHead
    let bytes: [UInt8]

    var status: Int { head.status }
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: JSON { (try? JSON(bytes)) ?? .null }
}

extension ServedCluster {
    func get(
        _ path: String,
        _ fields: [String: String] = [:],
        bearer: String? = nil
    ) async throws -> WireAnswer {
        try await send("GET", path, fields, bearer: bearer)
    }

    func post(_ path: String, _ body: String, type: String = "application/json") async throws -> WireAnswer {
        try await send("POST", path, ["Content-Type": type], body: Array(body.utf8))
    }

    func patch(_ path: String, _ body: String) async throws -> WireAnswer {
        try await send(
            "PATCH",
            path,
            ["Content-Type": "application/merge-patch+json"],
            body: Array(body.utf8)
        )
    }

    private func send(
        _ method: String,
        _ path: String,
        _ fields: [String: String],
        bearer: String? = nil,
        body: [UInt8] = []
    ) async throws -> WireAnswer {
        let client = HTTPClient(.tcp(host: "127.0.0.1", port: port))
        defer { client.close() }
        var all = HTTPFields(fields.map { .init($0.key, $0.value) })
        all.set("Host", "127.0.0.1")
        if let bearer { all.set("Authorization", "Bearer \(bearer)") }
        let answer = try await client.send(
            HTTPRequestHead(method, path, all),
            method == "GET" ? .none : .bytes(body)
        )
        return WireAnswer(head: answer.head, bytes: try await answer.bytes(atMost: 32 << 20))
    }
}

/// Serves a cluster while something is done with it.
///
/// With `hasControllers` its controllers and a kubelet without containers run too.
func withCluster(
    hasControllers: Bool = false,
    access: KubeAccess = .open,
    _ body: @escaping @Sendable (ServedCluster) async throws -> Void
) async throws {
    try await withScratch { home in
        let clock = WallClock()
        let store = ClusterStore(clock: clock)
        let server = KubeServer(
            store,
            streams: EchoStreams(),
            clock: clock,
            at: .tcp(host: "127.0.0.1", port: 0),
            access: access
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (ports, found) = AsyncStream.makeStream(of: Int.self)
            group.addTask { try await server.run { found.yield($0) } }
            if hasControllers {
                group.addTask { await ControllerManager(api: store, clock: clock).run() }
                group.addTask { await FakeKubelet(api: store, clock: clock).run() }
            }
            var iterator = ports.makeAsyncIterator()
            let port = await iterator.next() ?? 0
            let config = Kubeconfig(server: "http://127.0.0.1:\(port)").text
            try home.write(".kube/config", config)
            defer { group.cancelAll() }
            try await body(ServedCluster(store: store, port: port, home: home))
        }
    }
}
