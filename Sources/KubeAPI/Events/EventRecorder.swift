import EngineAPI

/// Tells what happened to objects: writes `Event`s, and counts repeats instead of writing them again.
///
/// Events are told best-effort: one that can't be written is dropped. Each recorder speaks for one component:
///
///     let recorder = EventRecorder(api: api, clock: clock, source: .init("kubelet", host: "node-1"))
///     await recorder.record(pod, .normal, "Pulling", "Pulling image \"nginx\"", field: "spec.containers{web}")
public actor EventRecorder {
    /// Whether something went as it should.
    public enum Severity: String, Hashable, Sendable {
        case normal = "Normal"
        case warning = "Warning"
    }

    /// Who tells it, and in which of the two shapes that events have.
    public struct Source: Hashable, Sendable {
        /// `kubelet`, `deployment-controller`.
        public var component: String
        /// The node it speaks of; empty for controllers.
        public var host: String
        /// Whether events have `eventTime`, `action` and no count, as the scheduler's.
        public var hasEventTime: Bool

        public init(_ component: String, host: String = "", hasEventTime: Bool = false) {
            self.component = component
            self.host = host
            self.hasEventTime = hasEventTime
        }
    }

    private let api: any ClusterAPI
    private let clock: any ClusterClock
    private let source: Source
    private var ledger = EventLedger()
    private var pending: [EventLedger.Entry] = []
    private var isWriting = false

    public init(api: any ClusterAPI, clock: any ClusterClock, source: Source) {
        self.api = api
        self.clock = clock
        self.source = source
    }

    /// Tells what happened to an object, or to the part of it that `field` names: `spec.containers{web}`.
    ///
    /// Events with `eventTime` say the `action` as well: `Binding`.
    public func record(
        _ object: KubeObject,
        _ severity: Severity,
        _ reason: String,
        _ message: String,
        field: String? = nil,
        action: String = ""
    ) async {
        await record(
            EventNote(
                object: EventNote.reference(to: object, field: field),
                severity: severity,
                reason: reason,
                message: message,
                action: action
            )
        )
    }

    /// Tells a prepared note.
    public func record(_ note: EventNote) async {
        guard let entry = ledger.take(note, at: clock.now, countsAll: !(note.source ?? source).hasEventTime)
        else { return }
        pending.append(entry)
        // Whoever came first writes for all, in order: a repeat must not overtake the event that it counts.
        guard !isWriting else { return }
        isWriting = true
        while !pending.isEmpty { await write(pending.removeFirst()) }
        isWriting = false
    }

    private func write(_ entry: EventLedger.Entry) async {
        let namespace = entry.note.namespace
        let options = WriteOptions(source.component)
        if entry.count > 1 {
            let change = ObjectPatch.merge(
                source.hasEventTime
                    ? .of([
                        "series": .of(["count": entry.count.json, "lastObservedTime": entry.last.microJSON])
                    ])
                    : .of([
                        "count": entry.count.json, "lastTimestamp": entry.last.json,
                        "message": entry.note.message.json,
                    ])
            )
            if (try? await api.patch(
                .events,
                namespace: namespace,
                name: entry.name,
                change,
                subresource: nil,
                options
            )) != nil {
                return
            }
        }
        var entry = entry
        for _ in 0..<8 {
            do {
                let event = entry.object(entry.note.source ?? source)
                _ = try await api.create(.events, namespace: namespace, event, options)
                return
            } catch  where error.code == 409 {
                // Another component told of the object in the same moment.
                entry = ledger.renamed(entry)
            } catch {
                return
            }
        }
    }
}
