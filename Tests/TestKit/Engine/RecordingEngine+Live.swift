import EngineAPI
import Synchronization

extension RecordingEngine {
    /// Tells everybody who listens of an event, about something with an id.
    public func emit(_ type: String, _ action: String, about id: String = "") {
        let event = EngineEvent().with {
            ($0.type, $0.action, $0.actor.id) = (type, action, id)
        }
        for tap in taps.withLock({ $0 }) { tap.send(event) }
    }

    /// Ends all streams of events, as an engine does that restarts.
    public func endEvents() {
        let open = taps.withLock { taps in
            defer { taps = [] }
            return taps
        }
        for tap in open { tap.finish() }
    }

    /// How many listen to events.
    public var listeners: Int { taps.withLock { $0.count { !$0.isFinished } } }

    /// A stream of events that stays open.
    func listen() -> EngineStream<EngineEvent> {
        let tap = EventTap()
        taps.withLock { $0.append(tap) }
        return EngineStream(cancel: { tap.finish() }) { await tap.next() }
    }

    /// Lets the trouble that a test made come before an answer.
    func suffer(_ name: String) async throws {
        if let trouble = contents.trouble { try await trouble(name) }
    }

    /// A container by its id, or, where the test says so, by what else stands for it.
    func details(_ name: String) throws -> ContainerDetails {
        let contents = contents
        if let found = contents.details[name] { return found }
        if contents.resolvesNames {
            let named = contents.details.values.first { $0.name == "/" + name }
            if let found = named ?? contents.details.values.first(where: { $0.id.hasPrefix(name) }) {
                return found
            }
        }
        throw EngineError.noSuchContainer(name)
    }
}

/// A stream of events that stays open until somebody closes it.
final class EventTap: Sendable {
    private struct State {
        var events: [EngineEvent] = []
        var isFinished = false
        var reader: CheckedContinuation<EngineEvent?, Never>?
    }

    private let state = Mutex(State())

    var isFinished: Bool { state.withLock(\.isFinished) }

    func send(_ event: EngineEvent) {
        let reader = state.withLock { state in
            defer { state.reader = nil }
            if state.reader == nil { state.events.append(event) }
            return state.reader
        }
        reader?.resume(returning: event)
    }

    func finish() {
        let reader = state.withLock { state in
            defer { state.reader = nil }
            state.isFinished = true
            return state.reader
        }
        reader?.resume(returning: nil)
    }

    func next() async -> EngineEvent? {
        await withCheckedContinuation { continuation in
            let (event, isOver) = state.withLock { state -> (EngineEvent?, Bool) in
                if !state.events.isEmpty { return (state.events.removeFirst(), true) }
                if state.isFinished { return (nil, true) }
                state.reader = continuation
                return (nil, false)
            }
            if isOver { continuation.resume(returning: event) }
        }
    }
}
