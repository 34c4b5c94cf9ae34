import NIOCore

/// The open pages that follow a deck, and what each of them shows.
struct ReloadClients {
    /// What one client is to be sent.
    struct Stream: Sendable {
        let id: Int
        let events: AsyncStream<ByteBuffer>
    }

    private struct Client {
        var name: PageName
        var etag: String
        var problems: [ReloadProblem] = []
        var hasScript = false
        var queue: AsyncStream<ByteBuffer>.Continuation
        var drop: @Sendable () -> Void
    }

    /// How many messages wait for a client that doesn't read before it is dropped.
    static let queueLength = 32

    let capacity: Int
    /// What a page is sent ahead of its first change; nothing where pages bring all that they need.
    private let script: String
    private var clients: [Int: Client] = [:]
    private var lastID = 0

    init(capacity: Int, script: String = "") {
        self.capacity = capacity
        self.script = script
    }

    var count: Int { clients.count }
    var names: Set<PageName> { Set(clients.values.map(\.name)) }

    func follow(_ name: PageName) -> Bool { clients.values.contains { $0.name == name } }

    mutating func add(_ name: PageName, etag: String, drop: @escaping @Sendable () -> Void) -> Stream? {
        guard clients.count < capacity else { return nil }
        lastID += 1
        let (events, queue) = AsyncStream.makeStream(
            of: ByteBuffer.self,
            bufferingPolicy: .bufferingOldest(Self.queueLength)
        )
        clients[lastID] = Client(name: name, etag: etag, queue: queue, drop: drop)
        return Stream(id: lastID, events: events)
    }

    mutating func remove(_ id: Int) {
        clients.removeValue(forKey: id)?.queue.finish()
    }

    mutating func removeAll() {
        for id in Array(clients.keys) { remove(id) }
    }

    /// Tells the followers of a page what they lack of its present state; `state` finds the one that a tag names.
    mutating func bring(_ name: PageName, to page: DeckPage, state: (String) -> DeckPage?) {
        // Most clients show the same state: what they lack is worked out once.
        struct Shown: Hashable {
            var etag: String
            var hasProblems: Bool
        }
        var updates: [Shown: [ReloadMessage]] = [:]
        var sent: [Shown: [ByteBuffer]] = [:]
        for (id, client) in clients where client.name == name {
            let shown = Shown(etag: client.etag, hasProblems: !client.problems.isEmpty)
            let messages =
                updates[shown]
                ?? ReloadMessage.update(
                    from: state(client.etag),
                    to: page,
                    hasProblems: !client.problems.isEmpty
                )
            updates[shown] = messages
            let after = page.isUsable ? page.etag : client.etag
            // Problems that are shown already needn't be sent again.
            if messages == [.problems(client.problems)] { continue }
            let events = sent[shown] ?? messages.map { $0.event(id: after) }
            sent[shown] = events
            if !events.isEmpty { sendScript(to: id) }
            clients[id]?.etag = messages.contains(.reload) ? page.etag : after
            clients[id]?.problems = page.isUsable ? [] : page.problems
            for event in events { send(event, to: id) }
        }
    }

    /// Tells all followers of a page the same.
    mutating func tell(_ name: PageName, _ message: ReloadMessage) {
        for (id, client) in clients where client.name == name {
            sendScript(to: id)
            send(message.event(id: client.etag), to: id)
        }
    }

    /// Sends the script that the other messages are for, once.
    mutating func sendScript(to id: Int) {
        guard let client = clients[id], !client.hasScript, !script.isEmpty else { return }
        clients[id]?.hasScript = true
        send(ReloadMessage.script(script).event(id: client.etag), to: id)
    }

    mutating func heartbeat() {
        let comment = ByteBuffer(string: ":\n\n")
        for id in Array(clients.keys) { send(comment, to: id) }
    }

    private mutating func send(_ event: ByteBuffer, to id: Int) {
        guard let client = clients[id] else { return }
        switch client.queue.yield(event) {
        case .enqueued: return
        case .dropped:
            // What it missed it gets when it comes back and names the last state that it saw.
            client.drop()
            remove(id)
        default: remove(id)
        }
    }
}
