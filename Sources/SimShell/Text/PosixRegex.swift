/// A regular expression of POSIX, basic or extended, that takes time in proportion to text and expression.
///
/// Of the matches that begin first the longest is taken. Back-references aren't there: they can't be matched in linear
/// time.
struct PosixRegex: Sendable {
    enum Failure: Error, Hashable {
        case unmatchedParenthesis
        case unmatchedBracket
        case badRepeat
        case tooLarge
        case backReference

        /// What a command says of it.
        var words: String {
            switch self {
            case .unmatchedParenthesis: "Unmatched ( or \\("
            case .unmatchedBracket: "Unmatched [, [^, [:, [., or [="
            case .badRepeat: "Invalid preceding regular expression"
            case .tooLarge: "Regular expression too big"
            case .backReference: "back-references: not modelled by the embedded engine"
            }
        }
    }

    enum Instruction: Sendable {
        case set(Int)
        case split(Int, Int)
        case jump(Int)
        case save(Int)
        case assert(Assertion)
        case match
    }

    enum Assertion: Sendable {
        case start
        case end
        case wordEdge(atStart: Bool, atEnd: Bool)
    }

    /// What a match took: of the whole and of each group.
    typealias Match = [Range<Int>?]

    let code: [Instruction]
    let sets: [ByteSet]
    let groups: Int

    init(_ text: [UInt8], extended: Bool, ignoringCase: Bool = false) throws(Failure) {
        var parser = PosixRegexParser(text, extended: extended, ignoringCase: ignoringCase)
        let node = try parser.parse()
        var compiler = PosixRegexCompiler()
        try compiler.emit(.save(0))
        try compiler.compile(node)
        try compiler.emit(.save(1))
        try compiler.emit(.match)
        code = compiler.code
        sets = compiler.sets
        groups = parser.groups
    }

    /// A text that means itself.
    init(literal text: [UInt8], ignoringCase: Bool = false) throws(Failure) {
        var quoted: [UInt8] = []
        for byte in text {
            if "\\.[]*^$".utf8.contains(byte) { quoted.append(UInt8(ascii: "\\")) }
            quoted.append(byte)
        }
        try self.init(quoted, extended: false, ignoringCase: ignoringCase)
    }

    /// The first match at or after a place; nil where there is none.
    func firstMatch(in text: [UInt8], from start: Int = 0) -> Match? {
        // What would take seconds isn't tried.
        guard text.count < 100_000_000 / max(1, code.count) else { return nil }
        var machine = PosixRegexMachine(self)
        return machine.run(text, from: start)
    }

    /// Whether it matches anywhere.
    func matches(_ text: [UInt8]) -> Bool { firstMatch(in: text) != nil }
}

/// A set of bytes.
struct ByteSet: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    static func == (one: ByteSet, other: ByteSet) -> Bool { one.words == other.words }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }

    func contains(_ byte: UInt8) -> Bool {
        let bit = UInt64(1) << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: return words.0 & bit != 0
        case 1: return words.1 & bit != 0
        case 2: return words.2 & bit != 0
        default: return words.3 & bit != 0
        }
    }

    mutating func insert(_ byte: UInt8) {
        let bit = UInt64(1) << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    var inverted: ByteSet {
        var other = ByteSet()
        other.words = (~words.0, ~words.1, ~words.2, ~words.3)
        return other
    }
}
