/// One end of a connection in memory.
final class SimConnection: NetworkConnection {
    let peer: String
    private let incoming: BytePipe
    private let outgoing: BytePipe

    private init(peer: String, incoming: BytePipe, outgoing: BytePipe) {
        self.peer = peer
        self.incoming = incoming
        self.outgoing = outgoing
    }

    /// Both ends: the caller's, and that of who was called.
    static func pair(caller: String, called: String) -> (SimConnection, SimConnection) {
        let there = BytePipe()
        let back = BytePipe()
        return (
            SimConnection(peer: called, incoming: back, outgoing: there),
            SimConnection(peer: caller, incoming: there, outgoing: back)
        )
    }

    func read(atMost limit: Int) async -> [UInt8]? { await incoming.read(atMost: limit) }

    func write(_ bytes: [UInt8]) async throws(BrokenPipe) { try await outgoing.write(bytes) }

    func closeReading() { incoming.closeReading() }

    func closeWriting() { outgoing.closeWriting() }

    func close() {
        incoming.closeReading()
        outgoing.closeWriting()
    }

    deinit { close() }
}
