/// When events are forgotten: an hour after they were last written, as a real server's are.
struct EventExpiry: Sendable {
    /// A write of an event.
    private struct Entry: Sendable {
        var namespace: String
        var name: String
        var version: Int
        var moment: KubeTime
    }

    private let lifetime: Duration
    private var entries: [Entry] = []
    /// Where the oldest stands: those before it are done with.
    private var start = 0

    init(lifetime: Duration) { self.lifetime = lifetime }

    /// Takes note that an event was written.
    mutating func note(_ event: KubeObject, at now: KubeTime) {
        entries.append(
            Entry(
                namespace: event.namespace ?? "",
                name: event.name,
                version: event.resourceVersion,
                moment: now
            )
        )
    }

    /// The writes that lie too far back: an event whose version is still that of such a write is over.
    mutating func takeOver(at now: KubeTime) -> [(namespace: String, name: String, version: Int)] {
        var over: [(namespace: String, name: String, version: Int)] = []
        while start < entries.count, entries[start].moment.advanced(by: lifetime) <= now {
            over.append((entries[start].namespace, entries[start].name, entries[start].version))
            start += 1
        }
        if start > entries.count / 2 {
            entries.removeFirst(start)
            start = 0
        }
        return over
    }
}
