import EngineAPI
import HTTPWire
import KubeAPI

/// Forwards a client's connections to ports of a pod: each is two streams, one for its bytes and one for what goes wrong.
struct PortForwardRelay: Sendable {
    static let version = "portforward.k8s.io"
    /// The name of the protocol within a WebSocket.
    static let tunnel = "SPDY/3.1+portforward.k8s.io"

    let streams: any PodStreams
    let namespace: String
    let pod: String

    /// Two streams with one number.
    private struct Pair {
        var error: SPDYStream?
        var data: SPDYStream?
    }

    /// Serves until the client is gone.
    func run(over transport: any ByteTransport) async throws {
        let (begun, source) = AsyncStream.makeStream(
            of: SPDYStream.self,
            bufferingPolicy: .bufferingOldest(SPDYSession.mostStreams)
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { source.finish() }
                try await SPDYSession(transport: transport).run { source.yield($0) }
            }
            group.addTask { await serve(begun) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func serve(_ begun: AsyncStream<SPDYStream>) async {
        await withDiscardingTaskGroup { group in
            var pairs: [String: Pair] = [:]
            for await stream in begun {
                let id = stream.headers["requestid"] ?? ""
                var pair = pairs[id] ?? Pair()
                switch stream.headers["streamtype"] {
                case "error": pair.error = stream
                case "data": pair.data = stream
                default: continue
                }
                guard let data = pair.data, let error = pair.error else {
                    pairs[id] = pair
                    continue
                }
                pairs[id] = nil
                group.addTask { await connect(data, error) }
            }
            group.cancelAll()
        }
    }

    private func connect(_ data: SPDYStream, _ error: SPDYStream) async {
        do {
            let port = data.headers["port"].flatMap { Int($0) } ?? 0
            guard (1...65_535).contains(port) else {
                throw StatusError.badRequest("'\(data.headers["port"] ?? "")' is no port")
            }
            let connection = try await streams.portForward(namespace: namespace, pod: pod, port: port)
            defer { connection.close() }
            await Self.relay(connection, data)
        } catch let failure {
            let text = (failure as? StatusError)?.message ?? "\(failure)"
            let port = data.headers["port"] ?? ""
            try? await error.send(Array("error forwarding port \(port) to pod \(pod), uid : \(text)".utf8))
        }
        // What the client still sends is for nobody.
        data.input.finish()
        error.input.finish()
        try? await data.finish()
        try? await error.finish()
    }

    /// Carries bytes in both directions until the pod has ended its sending or the connection breaks.
    private static func relay(_ connection: PodConnection, _ data: SPDYStream) async {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    while let bytes = try await connection.input.next() { try await data.send(bytes) }
                } catch {}
                return true
            }
            group.addTask {
                while let bytes = await data.input.next() {
                    do { try await connection.send(bytes) } catch { return true }
                }
                try? await connection.finish()
                return false
            }
            while let isOver = await group.next() { if isOver { break } }
            connection.close()
            group.cancelAll()
        }
    }
}
