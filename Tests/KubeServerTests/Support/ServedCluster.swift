import Foundation
import HTTPWire
import KubeAPI
import SystemPackage
import TestKit

@testable import KubeServer

/// A cluster that is served on a port of this machine, for clients of a test.
struct ServedCluster {
    let store: ClusterStore
    let port: Int
    let home: Scratch

    /// Runs the real kubectl against the cluster, with a home of its own.
    @discardableResult
    func kubectl(_ arguments: String..., input: String = "") async throws -> ProgramRun {
        try await Kubectl.run(arguments, home: home, input: input)
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
