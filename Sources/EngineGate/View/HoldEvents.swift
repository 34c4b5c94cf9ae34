import EngineAPI
import Synchronization

/// Tells the gate's own stops and starts of containers from the student's in one stream of events.
///
/// Each hold makes one event of each kind, which an engine may tell late; what comes beyond that is the student's.
final class HoldEvents: Sendable {
    private struct Seen: Hashable {
        var id: String
        var start: Int
        var action: String
    }

    private let holds: SessionHolds?
    private let seen = Mutex<Set<Seen>>([])

    init(_ holds: SessionHolds?) { self.holds = holds }

    /// Whether an event is of the gate's making; each is asked about once, in order.
    func contains(_ event: EngineEvent) -> Bool {
        guard let holds, event.type == "container", event.action == "pause" || event.action == "unpause"
        else {
            return false
        }
        let id = event.actor.id
        return seen.withLock { seen in
            holds.freezes(of: id, around: event.timeNano).contains { start in
                seen.insert(Seen(id: id, start: start, action: event.action)).inserted
            }
        }
    }
}
