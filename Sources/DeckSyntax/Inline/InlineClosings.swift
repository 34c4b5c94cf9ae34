/// Finds inline links, and remembers the next closing brackets: a text full of `[[` is searched only once.
struct InlineClosings {
    /// The parts of `[[url]]` or `[[url][label]]`.
    struct Link {
        let url: Range<Int>
        let label: Range<Int>?
        let end: Int
    }

    private let text: [UInt8]
    /// The places of the next `]` and `]]` found last; the text's length stands for none.
    private var nextSingle = -1
    private var nextDouble = -1

    init(_ text: [UInt8]) { self.text = text }

    /// Reads the link that begins at a `[[`; places must be asked for in rising order.
    mutating func link(at open: Int) -> Link? {
        let start = open + 2
        let double = double(from: open)
        guard double < text.count else { return nil }
        let single = single(from: start)
        guard !text[start..<single].contains(where: Self.isForbidden) else { return nil }
        if single == double { return Link(url: start..<single, label: nil, end: double + 2) }
        // There is a byte after it: the double bracket comes later.
        guard text[single + 1] == UInt8(ascii: "[") else { return nil }
        return Link(url: start..<single, label: single + 2..<double, end: double + 2)
    }

    private mutating func single(from start: Int) -> Int {
        if nextSingle < start { nextSingle = text[start...].firstIndex(of: UInt8(ascii: "]")) ?? text.count }
        return nextSingle
    }

    private mutating func double(from start: Int) -> Int {
        guard nextDouble < start else { return nextDouble }
        let bracket = UInt8(ascii: "]")
        nextDouble = start
        while nextDouble < text.count {
            if text[nextDouble] == bracket, nextDouble + 1 < text.count, text[nextDouble + 1] == bracket {
                break
            }
            nextDouble += 1
        }
        return nextDouble
    }

    /// Whether an address can't hold the byte; quotes and angle brackets it can: `present` sees them escaped.
    private static func isForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
            UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: " "), UInt8(ascii: "`"):
            true
        default: false
        }
    }
}
