import EngineAPI
import HTTPWire
import KubeAPI
import Synchronization

/// Writes the events of a watch in the form that is asked for.
final class WatchWriter: Sendable {
    private let writer: BodyWriter
    private let form: ObjectForm
    private let table: ObjectTable?
    private let included: TableAnswer.Included
    private let clock: any ClusterClock
    private let wanted: ResourceRequest
    private let wantsBookmarks: Bool
    private let hasColumns = Mutex(false)

    init(
        _ writer: BodyWriter,
        form: ObjectForm,
        table: ObjectTable?,
        included: TableAnswer.Included,
        clock: any ClusterClock,
        wanted: ResourceRequest,
        wantsBookmarks: Bool
    ) {
        self.writer = writer
        self.form = form
        self.table = table
        self.included = included
        self.clock = clock
        self.wanted = wanted
        self.wantsBookmarks = wantsBookmarks
    }

    /// Writes the objects that are there, and that these were all.
    func start(with list: ObjectList) async throws {
        for object in list.items { try await write(WatchEvent(.added, object)) }
        try await writeBookmark(list.resourceVersion, endsInitial: true)
    }

    /// Writes events until the stream ends, the time is over, or the client goes.
    func run(_ events: EngineStream<WatchEvent>, from version: Int, seconds: Int?) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [self] in try await writeAll(events, from: version) }
            if let seconds, seconds > 0 {
                let end = clock.now.advanced(by: .seconds(min(seconds, 1_000_000)))
                let clock = clock
                group.addTask { try await clock.sleep(until: end) }
            }
            defer {
                events.cancel()
                group.cancelAll()
            }
            _ = try await group.next()
        }
        try await writer.finish()
    }

    private func writeAll(_ events: EngineStream<WatchEvent>, from version: Int) async throws {
        do {
            while let event = try await events.next() {
                if event.kind == .bookmark {
                    try await writeBookmark(event.object.resourceVersion, endsInitial: false)
                } else {
                    try await write(event)
                }
            }
        } catch let error as StatusError {
            try await writer.write(RequestHandler.line("ERROR", error.json))
        }
    }

    private func write(_ event: WatchEvent) async throws {
        let object = wanted.served.view?.shown(event.object) ?? event.object
        let json: JSON
        switch (form, table) {
        case (.table(let version), let table?):
            let answer = TableAnswer(table: table, version: version, included: included, now: clock.now)
            let isFirst = hasColumns.withLock { has in
                defer { has = true }
                return !has
            }
            let metadata = JSON.record(["resourceVersion": String(object.resourceVersion)])
            json = answer.json([object], metadata: metadata, withColumns: isFirst)
        case (.metadata(let version), _): json = object.metadataAlone(version, withManagers: true)
        default: json = object.json
        }
        try await writer.write(RequestHandler.line(event.kind.rawValue, json))
    }

    /// Tells how far the client has come though nothing happened to its objects.
    private func writeBookmark(_ version: Int, endsInitial: Bool) async throws {
        guard wantsBookmarks, version > 0 else { return }
        let type = wanted.type
        let annotations = endsInitial ? JSON.record(["k8s.io/initial-events-end": "true"]) : nil
        let object = JSON.record([
            "kind": type.kind, "apiVersion": type.apiVersion,
            "metadata": JSON.record([
                "resourceVersion": String(version), "creationTimestamp": JSON.null,
                "annotations": annotations,
            ]),
        ])
        if case .table = form {
            try await write(WatchEvent(.bookmark, KubeObject(object)))
        } else {
            try await writer.write(RequestHandler.line("BOOKMARK", object))
        }
    }
}
