import EngineAPI
import SimShell
import Synchronization

/// Takes what a container's main process writes: keeps it as log lines, and hands it to those who are attached.
///
/// Those who are attached slow the process down where they are slow; readers of the log don't.
final class OutputHub: Sendable {
    /// A line of the log, with its newline where it has one.
    struct Line: Sendable {
        var time: WallTime
        var channel: StreamFrame.Channel
        var bytes: [UInt8]
    }

    private struct Reader {
        var channels: Set<StreamFrame.Channel>
        var box: Mailbox<[UInt8]>
    }

    private struct State {
        var lines: [Line] = []
        /// The number of lines that were dropped for lack of room.
        var dropped = 0
        var bytes = 0
        /// What the lines take of the memory.
        var weight: Int { bytes + lines.count * OutputHub.lineWeight }
        var unfinished: [StreamFrame.Channel: [UInt8]] = [:]
        var readers: [Int: Reader] = [:]
        var bells: [Int: Mailbox<Bool>] = [:]
        var lastReader = 0
        var isRunning = false
        var isFrozen = false
    }

    /// A longer line is broken up, as the `json-file` driver does.
    private static let longestLine = 16 << 10

    /// What a line takes beside its bytes, about.
    private static let lineWeight = 96

    let isTTY: Bool
    private let limit: Int
    private let share: MemoryShare
    private let now: @Sendable () -> WallTime
    private let state = Mutex(State())
    private let thaw = Mutex<[Mailbox<Bool>]>([])

    /// A hub that keeps lines of at most `limit` bytes in all, the newest; fewer where `memory` has less.
    init(
        isTTY: Bool,
        limit: Int,
        memory: MemoryBudget = .unlimited,
        now: @escaping @Sendable () -> WallTime
    ) {
        (self.isTTY, self.limit, self.now) = (isTTY, limit, now)
        share = MemoryShare(memory)
    }

    // MARK: The process's side

    /// Takes a piece of output.
    func write(_ bytes: [UInt8], on channel: StreamFrame.Channel) async {
        await waitWhileFrozen()
        guard !bytes.isEmpty else { return }
        let readers = state.withLock { state in
            keep(bytes, on: channel, &state)
            return state.readers.values.filter { $0.channels.contains(channel) }.map(\.box)
        }
        ring()
        let piece = piece(bytes, on: channel)
        for reader in readers { _ = await reader.send(piece) }
    }

    /// Bytes as those who are attached get them.
    private func piece(_ bytes: [UInt8], on channel: StreamFrame.Channel) -> [UInt8] {
        isTTY ? bytes : StreamFrame(channel, bytes).encoded
    }

    private func keep(_ bytes: [UInt8], on channel: StreamFrame.Channel, _ state: inout State) {
        var pending = state.unfinished.removeValue(forKey: channel) ?? []
        var rest = bytes[...]
        while !rest.isEmpty {
            let room = rest.prefix(Self.longestLine - pending.count)
            let end = room.firstIndex(of: 0x0A).map { $0 + 1 } ?? room.endIndex
            // Whole pieces: a line that grew byte by byte would hold twice the room it needs.
            pending += rest[..<end]
            rest = rest[end...]
            guard pending.last == 0x0A || pending.count >= Self.longestLine else { break }
            add(Line(time: now(), channel: channel, bytes: pending), &state)
            pending = []
        }
        if !pending.isEmpty { state.unfinished[channel] = pending }
    }

    private func add(_ line: Line, _ state: inout State) {
        state.lines.append(line)
        state.bytes += line.bytes.count
        // Short lines take more than their bytes.
        let isTooMuch = state.bytes > limit || state.weight / 16 > limit
        if isTooMuch { drop(&state, keeping: 1) { max($0.bytes, $0.weight / 16) > limit / 8 * 7 } }
        while !share.hold(state.weight) {
            guard !state.lines.isEmpty else { return }
            let half = state.weight / 2
            drop(&state, keeping: 0) { $0.weight > half }
        }
    }

    /// Drops the oldest lines as long as there is too much: whole stretches at once, lest each line moves all others.
    private func drop(_ state: inout State, keeping least: Int, while isTooMuch: (Rest) -> Bool) {
        var rest = Rest(bytes: state.bytes, lines: state.lines.count)
        var excess = 0
        while excess < state.lines.count - least, isTooMuch(rest) {
            rest.bytes -= state.lines[excess].bytes.count
            rest.lines -= 1
            excess += 1
        }
        state.bytes = rest.bytes
        state.lines.removeFirst(excess)
        state.dropped += excess
    }

    /// What is left of the lines while some are dropped.
    private struct Rest {
        var bytes: Int
        var lines: Int
        var weight: Int { bytes + lines * OutputHub.lineWeight }
    }

    /// The main process runs.
    func begin() { state.withLock { $0.isRunning = true } }

    /// The main process has ended: what it left without a newline becomes a line, and those who are attached are let go.
    func end() {
        let readers = state.withLock { state in
            for channel in [StreamFrame.Channel.output, .error] {
                guard let rest = state.unfinished.removeValue(forKey: channel), !rest.isEmpty else {
                    continue
                }
                add(Line(time: now(), channel: channel, bytes: rest), &state)
            }
            state.isRunning = false
            defer { state.readers = [:] }
            return state.readers.values.map(\.box)
        }
        for reader in readers { reader.close() }
        freeze(false)
        ring()
    }

    // MARK: Freezing

    /// Holds back all output, or lets it flow again.
    func freeze(_ isFrozen: Bool) {
        state.withLock { $0.isFrozen = isFrozen }
        guard !isFrozen else { return }
        let waiting = thaw.withLock { boxes in
            defer { boxes = [] }
            return boxes
        }
        for box in waiting { box.close() }
    }

    private func waitWhileFrozen() async {
        while state.withLock({ $0.isFrozen }), !Task.isCancelled {
            let box = Mailbox<Bool>()
            thaw.withLock { $0.append(box) }
            if !state.withLock({ $0.isFrozen }) { return }
            _ = await box.next()
        }
    }

    // MARK: The readers' side

    /// Attaches a reader to what comes from now on, after what has come so far where it wants that, too.
    func attach(
        _ channels: Set<StreamFrame.Channel>,
        replaying: Bool = false
    ) -> (id: Int, box: Mailbox<[UInt8]>) {
        let box = Mailbox<[UInt8]>(capacity: 256 << 10) { $0.count }
        // At once: what is written between a look at the lines and the attaching would be lost.
        let id = state.withLock { state in
            if replaying {
                for line in state.lines where channels.contains(line.channel) {
                    box.post(piece(line.bytes, on: line.channel))
                }
                for channel in [StreamFrame.Channel.output, .error] where channels.contains(channel) {
                    if let begun = state.unfinished[channel] { box.post(piece(begun, on: channel)) }
                }
            }
            state.lastReader += 1
            state.readers[state.lastReader] = Reader(channels: channels, box: box)
            return state.lastReader
        }
        return (id, box)
    }

    /// Lets a reader go.
    func detach(_ id: Int) { state.withLock { $0.readers[id] = nil } }

    /// Lets all readers go that came for a run that didn't come about.
    func dismiss() { if !state.withLock({ $0.isRunning }) { end() } }

    /// The lines that are kept, and the number of the first.
    var lines: (first: Int, lines: [Line]) { state.withLock { ($0.dropped, $0.lines) } }

    /// The lines from a number on, at most a hundred, and whether more may come.
    func lines(from number: Int) -> (next: Int, lines: [Line], isRunning: Bool) {
        state.withLock { state in
            let start = max(number, state.dropped)
            let found = state.lines.dropFirst(start - state.dropped).prefix(100)
            return (start + found.count, Array(found), state.isRunning)
        }
    }

    /// Something that rings when there may be more lines, or the process has ended.
    func bell() -> (id: Int, box: Mailbox<Bool>) {
        let box = Mailbox<Bool>()
        let id = state.withLock { state in
            state.lastReader += 1
            state.bells[state.lastReader] = box
            return state.lastReader
        }
        return (id, box)
    }

    func removeBell(_ id: Int) { state.withLock { state in state.bells.removeValue(forKey: id) }?.abandon() }

    private func ring() {
        for bell in state.withLock({ Array($0.bells.values) }) { bell.ring(true) }
    }
}

/// A stream of the main process's.
struct HubSink: ByteSink {
    let hub: OutputHub
    let channel: StreamFrame.Channel

    func write(_ bytes: [UInt8]) async throws(BrokenPipe) {
        await hub.write(hub.isTTY ? Terminal.output(bytes) : bytes, on: channel)
    }

    func closeWriting() {}
}

/// A stream of a further process's: goes to whoever started it, and nowhere else.
struct ExecSink: ByteSink {
    let box: Mailbox<[UInt8]>
    let channel: StreamFrame.Channel
    let isTTY: Bool

    func write(_ bytes: [UInt8]) async throws(BrokenPipe) {
        guard !bytes.isEmpty else { return }
        let piece = isTTY ? Terminal.output(bytes) : StreamFrame(channel, bytes).encoded
        // A process whose reader has gone writes into nothing, as under a real engine.
        _ = await box.send(piece)
    }

    func closeWriting() {}
}

/// What a terminal does to output.
enum Terminal {
    /// A line feed goes to the beginning of the next line.
    static func output(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x0A) else { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 16)
        for byte in bytes {
            if byte == 0x0A, out.last != 0x0D { out.append(0x0D) }
            out.append(byte)
        }
        return out
    }
}
