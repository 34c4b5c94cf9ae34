/// A terminal in memory: reads what programs print and holds what would be seen.
///
/// It knows what our printer, tmux and picture programs write; the rest of the sequences is skipped as terminals do.
public struct VirtualTerminal: Sendable {
    /// The cells as they are seen.
    public internal(set) var grid: CellGrid
    /// Where the next character goes.
    public internal(set) var cursor = CellPosition(row: 0, column: 0)
    /// The private modes that are set, such as 25 for a visible cursor.
    public internal(set) var modes: Set<Int> = [7, 25]
    /// The title of the window.
    public internal(set) var title = ""
    /// Titles that were put aside.
    var titles: [String] = []
    /// Pictures, in the order in which they came: kitty's commands, iTerm's files and sixels.
    public internal(set) var pictures: [PictureCommand] = []
    /// What was to be handed on to the terminal around this one, as tmux does.
    public internal(set) var passedThrough: [UInt8] = []
    /// The flags of kitty's keyboard protocol, the last on top.
    public internal(set) var keyboardFlags: [Int] = []
    /// Lines that left the screen at its top, the oldest first; kept only when asked for.
    public private(set) var scrollback: [String] = []
    /// Whether lines that leave the screen are kept.
    public var keepsScrollback = false
    /// How this terminal answers.
    public var habits: VirtualTerminalHabits
    var style = TerminalStyle.plain
    var link: String?
    var saved = CellPosition(row: 0, column: 0)
    /// The other screen, while the alternate one is shown.
    var mainGrid: CellGrid?
    var answers: [UInt8] = []
    /// What is written in the last column leaves the cursor there until more comes.
    var isPastEnd = false
    private var cluster = ""
    private var scanner: SequenceScanner

    public init(_ size: TerminalSize, habits: VirtualTerminalHabits = VirtualTerminalHabits()) {
        grid = CellGrid(size, measure: habits.measure)
        self.habits = habits
        scanner = SequenceScanner(limit: 64 << 20)
    }

    /// Takes what a program prints.
    ///
    /// - Returns: What the terminal answers, as if it were typed.
    public mutating func feed(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        for byte in bytes {
            var found: [TerminalSequence] = []
            scanner.feed(byte) { found.append($0) }
            for sequence in found { perform(sequence) }
        }
        flushCluster()
        defer { answers = [] }
        return answers
    }

    /// Makes the window larger or smaller, as a user does.
    public mutating func resize(to size: TerminalSize) {
        var resized = CellGrid(size, measure: habits.measure)
        resized.copy(rows: 0..<grid.size.rows, of: grid)
        grid = resized
        cursor.row = min(cursor.row, size.rows - 1)
        cursor.column = min(cursor.column, size.columns - 1)
    }

    private mutating func perform(_ sequence: TerminalSequence) {
        if case .scalar(let scalar) = sequence {
            let joined = cluster + String(scalar)
            if !cluster.isEmpty, joined.count > 1 { flushCluster() }
            cluster.unicodeScalars.append(scalar)
            return
        }
        flushCluster()
        switch sequence {
        case .scalar: break
        case .control(let byte): control(byte)
        case .escape(let intermediates, let final): escape(intermediates, final)
        case .csi(let csi): self.csi(csi)
        case .string(let kind, let body): string(kind, body)
        }
    }

    private mutating func flushCluster() {
        guard !cluster.isEmpty else { return }
        let text = cluster
        cluster = ""
        for cluster in habits.measure.clusters(of: text) { write(cluster) }
    }

    private mutating func write(_ cluster: TextCluster) {
        let wraps = modes.contains(7)
        if wraps, isPastEnd || cursor.column + cluster.width > grid.size.columns {
            cursor.column = 0
            lineFeed()
        }
        isPastEnd = false
        // Without wrapping, what has no room goes into the last column.
        cursor.column = max(0, min(cursor.column, grid.size.columns - cluster.width))
        grid.write(cluster.text, at: cursor, style: style, link: link)
        cursor.column += cluster.width
        if cursor.column >= grid.size.columns {
            cursor.column = grid.size.columns - 1
            isPastEnd = true
        }
    }

    mutating func lineFeed() {
        guard cursor.row == grid.size.rows - 1 else { return cursor.row += 1 }
        if keepsScrollback, mainGrid == nil { scrollback.append(grid.text(ofRow: 0)) }
        var scrolled = CellGrid(grid.size, measure: habits.measure)
        scrolled.copy(rows: 1..<grid.size.rows, of: grid)
        grid = scrolled
    }
}
