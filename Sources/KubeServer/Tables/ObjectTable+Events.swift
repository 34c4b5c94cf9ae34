import EngineAPI
import KubeAPI

extension ObjectTable {
    static let events = ObjectTable(
        [
            .init("Last Seen"), .init("Type"), .init("Reason"), .init("Object"),
            .init("Subobject", wide: true), .init("Source", wide: true), .init("Message"),
            .init("First Seen", wide: true), .init("Count", .integer, wide: true), .init("Name", wide: true),
        ]
    ) { event, now in
        let event = event.apiVersion == "v1" ? event : EventsView.stored(event)
        let times = EventTimes(event, now)
        let kind = event["involvedObject", "kind"]?.text?.lowercased() ?? ""
        let name = event["involvedObject", "name"]?.text ?? ""
        let message = event["message"]?.text ?? ""
        return [
            .string(times.lastSeen), event.text("type", or: ""), event.text("reason", or: ""),
            .string(name.isEmpty ? kind : "\(kind)/\(name)"),
            event.text("involvedObject", "fieldPath", or: ""), .string(eventSource(event)),
            .string(trimmed(message)), .string(times.firstSeen), .int(times.count), .string(event.name),
        ]
    }

    private static func eventSource(_ event: KubeObject) -> String {
        let own = event["source", "component"]?.text ?? ""
        let component = own.isEmpty ? event["reportingComponent"]?.text ?? "" : own
        let host = event["source", "host"]?.text ?? ""
        return [component, host].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}

/// When and how often something happened; old events and new ones say it in different fields.
private struct EventTimes {
    let count: Int
    let firstSeen: String
    /// `42s`, or `2m3s (x4 over 5m)` for what was seen again and again.
    let lastSeen: String

    init(_ event: KubeObject, _ now: KubeTime) {
        let first = Self.time(event["firstTimestamp"]) ?? Self.time(event["eventTime"])
        var last = Self.time(event["lastTimestamp"]) ?? first
        var count = event["count"]?.integer ?? 0
        if let series = event["series"]?.nonNull {
            last = Self.time(series["lastObservedTime"]) ?? last
            count = series["count"]?.integer ?? count
        }
        self.count = max(1, count)
        firstSeen = Self.ago(first, now)
        let seen = Self.ago(last, now)
        lastSeen = self.count > 1 ? "\(seen) (x\(self.count) over \(firstSeen))" : seen
    }

    private static func time(_ json: JSON?) -> KubeTime? { json?.text.flatMap { KubeTime($0) } }

    private static func ago(_ time: KubeTime?, _ now: KubeTime) -> String {
        time.map { HumanDuration.text(from: $0, to: now) } ?? "<unknown>"
    }
}
