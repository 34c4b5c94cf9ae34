import EngineAPI
import SimShell
import Synchronization

/// The part of a container's log that a query asks for, as the API writes it.
struct LogReader: Sendable {
    private let query: LogQuery
    private let hub: OutputHub
    private let since: WallTime?
    private let until: WallTime?

    init(_ query: LogQuery, _ hub: OutputHub, now: WallTime) throws(EngineError) {
        (self.query, self.hub) = (query, hub)
        since = try Self.time(query.since, "since", now)
        until = try Self.time(query.until, "until", now)
    }

    /// The lines, framed; with `follow` it goes on until the process ends.
    var stream: ByteStream {
        let (first, kept) = hub.lines
        let old = tail(kept.filter(isWanted))
        let next = first + kept.count
        let state = Mutex((ready: old[...], next: next))
        let bell = query.follow ? hub.bell() : nil
        let leave: @Sendable () -> Void = { if let bell { hub.removeBell(bell.id) } }
        return ByteStream(cancel: leave) {
            while true {
                if let line = state.withLock({ $0.ready.popFirst() }) { return encoded(line) }
                guard let bell else { return nil }
                let (following, lines, isRunning) = hub.lines(from: state.withLock { $0.next })
                state.withLock { state in
                    state.next = following
                    state.ready = lines.filter(isWanted)[...]
                }
                if !lines.isEmpty { continue }
                guard isRunning, await bell.box.next() != nil else {
                    leave()
                    return nil
                }
            }
        }
    }

    private func isWanted(_ line: OutputHub.Line) -> Bool {
        guard hub.isTTY || (line.channel == .error ? query.stderr : query.stdout) else { return false }
        if let since, line.time < since { return false }
        if let until, until < line.time { return false }
        return true
    }

    private func tail(_ lines: [OutputHub.Line]) -> [OutputHub.Line] {
        guard let text = query.tail, text != "all", let count = Int(text), count >= 0 else { return lines }
        return Array(lines.suffix(count))
    }

    private func encoded(_ line: OutputHub.Line) -> [UInt8] {
        // Details are what a logging driver notes beside a line; here there are none, and the blank before the line remains.
        let details = query.details ? [UInt8(ascii: " ")] : []
        let bytes =
            (query.timestamps ? Array("\(Timestamp.fixed(line.time)) ".utf8) : []) + details + line.bytes
        return hub.isTTY ? bytes : StreamFrame(line.channel, bytes).encoded
    }

    private static func time(
        _ text: String?,
        _ name: String,
        _ now: WallTime
    ) throws(EngineError) -> WallTime? {
        guard let text, text != "0" else { return nil }
        guard let time = Timestamp.read(text) else {
            throw .malformed("invalid value for \"\(name)\": \(text)")
        }
        return time
    }
}
