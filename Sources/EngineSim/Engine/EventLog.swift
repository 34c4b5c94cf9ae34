import EngineAPI
import SimShell
import Synchronization

/// What happened, for those who ask afterwards and those who watch.
final class EventLog: Sendable {
    private struct State {
        var events: [EngineEvent] = []
        var watchers: [Int: Mailbox<EngineEvent>] = [:]
        var last = 0
        var lastTime = 0
    }

    /// As many as engines keep for those who ask afterwards.
    private static let kept = 256

    private let state = Mutex(State())
    private let time: EngineTime

    init(time: EngineTime) { self.time = time }

    /// Tells of something.
    func tell(_ type: String, _ action: String, _ id: String, _ attributes: [String: String] = [:]) {
        let watchers = state.withLock { state in
            // Two events never have the same time: readers go on behind the last one they saw.
            let moment = max(time.now.nanoseconds, state.lastTime + 1)
            state.lastTime = moment
            let event = EngineEvent().with {
                ($0.type, $0.action, $0.scope) = (type, action, "local")
                ($0.actor.id, $0.actor.attributes) = (id, attributes)
                ($0.time, $0.timeNano) = (moment / 1_000_000_000, moment)
                if type == "container" || type == "image" {
                    ($0.status, $0.id) = (action, id)
                    $0.from = type == "container" ? attributes["image"] : nil
                }
            }
            state.events.append(event)
            if state.events.count > Self.kept { state.events.removeFirst() }
            return (event, Array(state.watchers.values))
        }
        for watcher in watchers.1 { watcher.post(watchers.0) }
    }

    /// The events of a query: those that were, then those that come.
    func stream(_ query: EventQuery) throws(EngineError) -> EngineStream<EngineEvent> {
        let now = time.now
        let since = try moment(query.since)
        let until = try moment(query.until)
        let box = Mailbox<EngineEvent>()
        let filters = query.filters
        let isOver = until.map { $0 <= now } ?? false
        let id = state.withLock { state in
            state.last += 1
            if let since {
                for event in state.events where event.timeNano >= since.nanoseconds { box.post(event) }
            }
            if !isOver { state.watchers[state.last] = box }
            return state.last
        }
        if isOver { box.close() }
        let timer = until.flatMap { until in
            isOver
                ? nil
                : Task { [time] in
                    try? await time.sleep(for: .nanoseconds(until.nanoseconds - now.nanoseconds))
                    box.close()
                }
        }
        return EngineStream(cancel: { [weak self] in
            timer?.cancel()
            box.abandon()
            self?.forget(id)
        }) {
            while let event = await box.next() {
                if let until, event.timeNano > until.nanoseconds { continue }
                if Self.matches(event, filters) { return event }
            }
            return nil
        }
    }

    /// How many watch.
    var watchers: Int { state.withLock { $0.watchers.count } }

    private func forget(_ id: Int) { state.withLock { $0.watchers[id] = nil } }

    private func moment(_ text: String?) throws(EngineError) -> WallTime? {
        guard let text, !text.isEmpty else { return nil }
        guard let time = Timestamp.read(text) else {
            throw .malformed("invalid time: \"\(text)\"")
        }
        return time
    }

    private static func matches(_ event: EngineEvent, _ filters: Filters) -> Bool {
        guard filters.matchExactly("type", event.type), filters.matchExactly("scope", event.scope ?? ""),
            filters.matchLabels(event.actor.attributes)
        else { return false }
        if filters.contains("event") {
            // `exec_start` stands for `exec_start: sh`, too.
            let action = event.action.prefix { $0 != ":" }
            guard filters["event"].contains(where: { $0 == event.action || $0 == action }) else {
                return false
            }
        }
        for type in ["container", "image", "network", "volume"] where filters.contains(type) {
            let names = [event.actor.id, event.actor.attributes["name"]].compactMap { $0 }
            let related = type == "image" ? [event.actor.attributes["image"]].compactMap { $0 } : []
            let isMeant = filters[type].contains { wanted in
                (event.type == type
                    && names.contains { $0 == wanted || $0.hasPrefix(wanted) && wanted.count >= 12 })
                    || related.contains(wanted) || event.actor.attributes[type] == wanted
                    || (type == "image" && event.type == "image"
                        && names.contains { $0.split(separator: ":").first.map(String.init) == wanted })
            }
            guard isMeant else { return false }
        }
        return true
    }
}
