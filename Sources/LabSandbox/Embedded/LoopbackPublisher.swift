public import EngineSim
import HTTPWire
public import SimShell
import Synchronization

/// Opens the embedded engine's published ports on one loopback address of the host's: the session's own.
///
/// Whatever address a container asks for, nothing is opened anywhere else.
public struct LoopbackPublisher: PortPublisher {
    private let address: String

    /// Publishes at an address such as `127.0.0.1`.
    public init(address: String) { self.address = address }

    public func publish(
        _ asked: String,
        port: Int,
        onCaller: @escaping @Sendable (any SimShell.NetworkConnection) async -> Void
    ) async throws(PublishError) -> any PublishedPort {
        let host = asked == "::1" ? asked : address
        do throws(StreamListenerError) {
            let listener = try await StreamListener.open(host: host, port: port) { connection in
                let caller = LoopbackCaller(connection, peer: host)
                await onCaller(caller)
                await caller.drain()
            }
            return LoopbackPort(listener: listener)
        } catch {
            throw switch error {
            case .addressInUse: .addressInUse
            case .notPermitted: .notPermitted
            case .addressNotAvailable: .addressNotAvailable
            }
        }
    }
}

private struct LoopbackPort: PublishedPort {
    let listener: StreamListener

    var port: Int { listener.port }

    func close() async { await listener.close() }
}

/// A caller from the host, as the containers' network has connections.
final class LoopbackCaller: SimShell.NetworkConnection {
    let peer: String
    private let wire: WireConnection
    /// What was read and is more than was asked for.
    private let rest = Mutex<[UInt8]>([])
    /// The end of the sending, which takes its time.
    private let ending = Mutex<Task<Void, Never>?>(nil)

    init(_ wire: WireConnection, peer: String) { (self.wire, self.peer) = (wire, peer) }

    func read(atMost limit: Int) async -> [UInt8]? {
        let kept = rest.withLock { $0 }
        guard let bytes = kept.isEmpty ? try? await wire.read() : kept, !Task.isCancelled else { return nil }
        let count = min(max(1, limit), bytes.count)
        rest.withLock { $0 = Array(bytes.dropFirst(count)) }
        return Array(bytes.prefix(count))
    }

    func write(_ bytes: [UInt8]) async throws(BrokenPipe) {
        do { try await wire.write(bytes) } catch { throw BrokenPipe() }
    }

    func closeReading() {}

    func closeWriting() {
        let wire = wire
        ending.withLock { task in
            if task == nil { task = Task { try? await wire.finishWriting() } }
        }
    }

    /// Returns when the end of the sending is on its way.
    func drain() async { await ending.withLock { $0 }?.value }

    func close() {
        // Both relays have ended; what was written has been handed to the system.
        closeWriting()
    }
}
