import Synchronization

/// A terminal in memory, in the cooked mode: what is typed is echoed, can be taken back, and comes line by line.
///
/// Whoever types calls ``type(_:)``; what the processes write, and the echo, comes out of the sink. Written newlines get
/// a carriage return before them, as a terminal gives them.
public final class SimTerminal: ByteSource, ByteSink {
    /// What a terminal shows at once; zeros until somebody says.
    public struct Size: Hashable, Sendable {
        public var rows = 0
        public var columns = 0

        public init(rows: Int = 0, columns: Int = 0) { (self.rows, self.columns) = (rows, columns) }
    }

    private struct State {
        var line: [UInt8] = []
        var foreground: [Int] = []
        var main: (world: any ProcessWorld, id: Int)?
        var size = Size()
    }

    private let input = BytePipe(capacity: 16_384)
    private let output: any ByteSink
    private let addsReturns: Bool
    private let state = Mutex(State())

    /// A terminal that shows what is written on a sink.
    ///
    /// Where the sink sees to carriage returns itself, none are added.
    public init(output: any ByteSink, addsReturns: Bool = true) {
        self.output = output
        self.addsReturns = addsReturns
    }

    /// What a process on this terminal gets.
    public var streams: ProcessStreams {
        let sink = SharedSink(self)
        return ProcessStreams(
            input: SharedSource(self),
            output: sink,
            error: sink.duplicated(),
            isTerminal: true
        )
    }

    /// Names the process that signals go to while no other has the foreground.
    public func attach(_ world: any ProcessWorld, process: Int) {
        state.withLock { $0.main = (world: world, id: process) }
    }

    /// What it shows at once.
    public var size: Size {
        get { state.withLock { $0.size } }
        set { state.withLock { $0.size = newValue } }
    }

    func setForeground(_ processes: [Int]) { state.withLock { $0.foreground = processes } }

    /// The terminal behind a process's input.
    static func behind(_ streams: ProcessStreams) -> SimTerminal? {
        (streams.input as? SharedSource)?.base as? SimTerminal
    }

    /// Takes what somebody types.
    public func type(_ bytes: [UInt8]) async {
        for byte in bytes {
            switch byte {
            case 3: await interrupt(.interrupt, "^C")
            case 28: await interrupt(.quit, "^\\")
            case 4: await endOfInput()
            case 8, 127:
                if takeBack() { await show([8, 32, 8]) }
            case 21:
                while takeBack() { await show([8, 32, 8]) }
            case 10, 13:
                await show(addsReturns ? [13, 10] : [10])
                let line = state.withLock { state in
                    defer { state.line = [] }
                    return state.line
                }
                try? await input.write(line + [10])
            default:
                let isTaken = state.withLock { state in
                    guard state.line.count < 4095 else { return false }
                    state.line.append(byte)
                    return true
                }
                if isTaken { await show(byte < 32 && byte != 9 ? [94, byte + 64] : [byte]) }
            }
        }
    }

    /// Says that nobody types any more.
    public func hangUp() { input.closeWriting() }

    /// Takes the last character of the line away, all bytes of it.
    private func takeBack() -> Bool {
        state.withLock { state in
            guard let last = state.line.popLast() else { return false }
            var byte = last
            while byte & 0xC0 == 0x80, let before = state.line.popLast() { byte = before }
            return true
        }
    }

    private func interrupt(_ signal: Signal, _ echo: String) async {
        await show(Array(echo.utf8))
        let (targets, main) = state.withLock { state in
            state.line = []
            return (state.foreground, state.main)
        }
        guard let main else { return }
        for id in targets.isEmpty ? [main.id] : targets { _ = main.world.signal(signal, to: id) }
    }

    /// At the beginning of a line the end of the input, else the end of a piece.
    private func endOfInput() async {
        let line = state.withLock { state in
            defer { state.line = [] }
            return state.line
        }
        try? await input.write(line.isEmpty ? [4] : line)
    }

    public func read(atMost limit: Int) async -> [UInt8]? {
        guard let piece = await input.read(atMost: limit) else { return nil }
        // A lone ^D is an end that one reader sees; the next one reads on.
        return piece == [4] ? nil : piece.filter { $0 != 4 }
    }

    public func closeReading() {}

    public func write(_ bytes: [UInt8]) async throws(BrokenPipe) {
        guard addsReturns else { return try await output.write(bytes) }
        var shown: [UInt8] = []
        shown.reserveCapacity(bytes.count + 16)
        for byte in bytes {
            if byte == 10 { shown.append(13) }
            shown.append(byte)
        }
        try await output.write(shown)
    }

    public func closeWriting() { output.closeWriting() }

    private func show(_ bytes: [UInt8]) async { try? await output.write(bytes) }
}
