/// Reads a source line by line.
///
/// A line is in memory as a whole, so that one without end takes all there is: the system ends who wants to read it.
struct LineReader {
    /// A line that is longer is more than the model's memory.
    static let longest = 64 << 20
    /// Where lines are passed on piece by piece, none is longer than this.
    private static let pieceLength = 65_536
    /// Shorter ones aren't counted.
    private static let countedLength = 1 << 20

    private let source: any ByteSource
    private let world: any ProcessWorld
    private let memory: MemoryShare
    private let cuts: Bool
    private var waiting: [UInt8] = []
    private var start = 0
    /// Up to where no line ends.
    private var searched = 0
    private var isOver = false
    /// Whether the last line that was read ended in a newline.
    private(set) var wasWhole = true

    /// Lines for a command; where it cuts them, a long one comes in pieces, as if it were several without an end.
    init(_ source: any ByteSource, _ applet: AppletContext, cutting cuts: Bool = false) {
        self.source = source
        self.cuts = cuts
        world = applet.process.world
        memory = MemoryShare(applet.process.world.heap)
    }

    /// The next line without its end; nil after the last.
    mutating func next() async throws(Applet.Stop) -> [UInt8]? {
        while true {
            if let end = waiting[searched...].firstIndex(of: 10) {
                defer { (start, searched) = (end + 1, end + 1) }
                wasWhole = true
                return Array(waiting[start..<end])
            }
            searched = waiting.count
            if isOver || (cuts && searched - start >= Self.pieceLength) {
                guard searched > start else { return nil }
                defer { start = searched }
                wasWhole = false
                return Array(waiting[start...])
            }
            try await readOn()
        }
    }

    private mutating func readOn() async throws(Applet.Stop) {
        guard let piece = await source.read(atMost: 65_536) else {
            isOver = true
            if Task.isCancelled { throw .exit(137) }
            return
        }
        waiting.removeFirst(start)
        searched -= start
        start = 0
        waiting += piece
        let length = waiting.count < Self.countedLength ? 0 : waiting.count
        guard length <= Self.longest, memory.hold(length) else {
            world.runOutOfMemory()
            throw .exit(137)
        }
        await Task.yield()
    }
}
