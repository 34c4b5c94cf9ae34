import EngineAPI

/// What a recorder has told, so that repeats are counted and no object is flooded with events; pure.
///
/// The rules are those of Kubernetes' own recorder: the same event again raises its count; more than ten events within
/// ten minutes that differ in their message only become one; an object has 25 events in hand and gets one every five minutes.
struct EventLedger {
    /// An event that is to be written.
    struct Entry: Hashable {
        var name: String
        var note: EventNote
        var first: KubeTime
        var last: KubeTime
        /// How often it was told; more than 1: the event is there already.
        var count: Int
    }

    /// What is remembered of an event: whoever tells it again says the rest.
    private struct Known {
        /// The end of its name.
        var stamp: Int
        var first: KubeTime
        var last: KubeTime
        var count: Int
    }

    /// A number in place of the texts by which two events differ: those take most of the room.
    ///
    /// That two of all that is remembered have the same one doesn't happen: there are 2⁶⁴.
    private typealias Key = Int

    private struct Group {
        /// At most as many as count as similar.
        var messages: [Key]
        var last: KubeTime
    }

    private struct Allowance {
        var left: Double
        var last: KubeTime
    }

    private static let similar = 10
    private static let window = Duration.seconds(600)
    private static let burst = 25.0
    private static let refillSeconds = 300.0
    /// How much is remembered; the oldest half is forgotten beyond it.
    private static let room = 4096

    private var entries: [Key: Known] = [:]
    private var groups: [Key: Group] = [:]
    private var allowances: [Key: Allowance] = [:]
    private var lastStamp = 0

    /// Notes an event; nil where the object has had too many (the scheduler's events aren't counted so).
    mutating func take(_ note: EventNote, at now: KubeTime, countsAll: Bool) -> Entry? {
        var note = note
        let object = Self.identity(note)
        if countsAll {
            note.message = grouped(note, object, at: now)
            guard isAllowed(object, at: now) else { return nil }
        }
        forgetOld()
        let key = Self.key(object, note.reason, keyMessage(note))
        var known = entries[key] ?? Known(stamp: newStamp(at: now), first: now, last: now, count: 0)
        known.count += 1
        known.last = now
        entries[key] = known
        return Entry(
            name: Self.name(note, known.stamp),
            note: note,
            first: known.first,
            last: now,
            count: known.count
        )
    }

    /// The event under another name: its own is taken.
    mutating func renamed(_ entry: Entry) -> Entry {
        var new = entry
        let stamp = newStamp(at: entry.last)
        new.name = Self.name(entry.note, stamp)
        entries[Self.key(Self.identity(entry.note), entry.note.reason, keyMessage(entry.note))]?.stamp = stamp
        return new
    }

    private mutating func newStamp(at now: KubeTime) -> Int {
        lastStamp = max(now.nanoseconds, lastStamp &+ 1)
        return lastStamp
    }

    private static func name(_ note: EventNote, _ stamp: Int) -> String {
        "\(note.object["name"]?.text ?? "").\(String(stamp, radix: 16))"
    }

    private func keyMessage(_ note: EventNote) -> String {
        note.message.hasPrefix(Self.combined) ? Self.combined : note.message
    }

    private static let combined = "(combined from similar events): "

    /// Which object, or which part of one, an event is about.
    private static func identity(_ note: EventNote) -> Key {
        var hasher = Hasher()
        for name in ["kind", "namespace", "name", "uid", "fieldPath"] {
            hasher.combine(note.object[name]?.text ?? "")
        }
        return hasher.finalize()
    }

    private static func key(_ object: Key, _ texts: String...) -> Key {
        var hasher = Hasher()
        hasher.combine(object)
        for text in texts { hasher.combine(text) }
        return hasher.finalize()
    }

    private mutating func grouped(_ note: EventNote, _ object: Key, at now: KubeTime) -> String {
        let key = Self.key(object, note.reason, note.severity.rawValue)
        var group = groups[key] ?? Group(messages: [], last: now)
        if group.last.duration(to: now) > Self.window { group.messages = [] }
        group.last = now
        let message = note.message.hashValue
        let isKnown = group.messages.contains(message)
        if !isKnown, group.messages.count >= Self.similar {
            groups[key] = group
            return Self.combined + note.message
        }
        if !isKnown { group.messages.append(message) }
        groups[key] = group
        return note.message
    }

    private mutating func isAllowed(_ object: Key, at now: KubeTime) -> Bool {
        var allowance = allowances[object] ?? Allowance(left: Self.burst, last: now)
        let passed = Double(now.nanoseconds &- allowance.last.nanoseconds) / 1e9
        if passed > 0 {
            allowance.left = min(Self.burst, allowance.left + passed / Self.refillSeconds)
            allowance.last = now
        }
        defer { allowances[object] = allowance }
        guard allowance.left >= 1 else { return false }
        allowance.left -= 1
        return true
    }

    private mutating func forgetOld() {
        if entries.count > Self.room {
            let middle = entries.values.map(\.last).sorted()[entries.count / 2]
            entries = entries.filter { $0.value.last > middle }
        }
        if groups.count > Self.room {
            let middle = groups.values.map(\.last).sorted()[groups.count / 2]
            groups = groups.filter { $0.value.last > middle }
        }
        if allowances.count > Self.room {
            let middle = allowances.values.map(\.last).sorted()[allowances.count / 2]
            allowances = allowances.filter { $0.value.last > middle }
        }
    }
}

extension EventLedger.Entry {
    /// The event as it is stored.
    func object(_ source: EventRecorder.Source) -> KubeObject {
        let hasTime = source.hasEventTime
        return KubeObject(
            .of([
                "apiVersion": "v1".json, "kind": "Event".json,
                "metadata": .of(["name": name.json, "namespace": note.namespace.json]),
                "involvedObject": note.object, "reason": note.reason.json, "message": note.message.json,
                "source": hasTime
                    ? .of([:])
                    : .of([
                        "component": source.component.json,
                        "host": source.host.isEmpty ? nil : source.host.json,
                    ]),
                "firstTimestamp": hasTime ? .null : first.json,
                "lastTimestamp": hasTime ? .null : last.json,
                "count": hasTime ? nil : count.json,
                "type": note.severity.rawValue.json,
                "eventTime": hasTime ? first.microJSON : .null,
                "series": hasTime && count > 1
                    ? .of(["count": count.json, "lastObservedTime": last.microJSON]) : nil,
                "action": hasTime ? note.action.json : nil,
                "reportingComponent": source.component.json,
                "reportingInstance": (hasTime ? "\(source.component)-\(source.host)" : source.host).json,
            ])
        )
    }
}
