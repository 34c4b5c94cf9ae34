/// bash's `{a,b}` and `{1..9}`: one word becomes several, before all else.
struct BraceExpansion {
    struct TooLarge: Error {}

    /// A byte that isn't quoted, or any other part of a word.
    private enum Item {
        case byte(UInt8)
        case part(WordPart)

        func isByte(_ letter: Character) -> Bool {
            if case .byte(let byte) = self { byte == letter.asciiValue } else { false }
        }
    }

    /// The words that one expansion may give.
    private static let mostWords = 50_000

    private var count = 0

    /// The words that a word stands for.
    static func words(of word: ShellWord) throws(TooLarge) -> [ShellWord] {
        let isPlain = word.parts.allSatisfy { part in
            if case .plain(let bytes) = part { !bytes.contains(UInt8(ascii: "{")) } else { true }
        }
        if isPlain { return [word] }
        var items: [Item] = []
        for part in word.parts {
            if case .plain(let bytes) = part {
                items += bytes.map { .byte($0) }
            } else {
                items.append(.part(part))
            }
        }
        var expansion = BraceExpansion()
        return try expansion.expand(items[...], depth: 0).map(Self.word)
    }

    private static func word(_ items: [Item]) -> ShellWord {
        var parts: [WordPart] = []
        var bytes: [UInt8] = []
        for item in items {
            switch item {
            case .byte(let byte): bytes.append(byte)
            case .part(let part):
                if !bytes.isEmpty { parts.append(.plain(bytes)) }
                bytes = []
                parts.append(part)
            }
        }
        if !bytes.isEmpty { parts.append(.plain(bytes)) }
        return ShellWord(parts: parts)
    }

    private mutating func expand(_ items: ArraySlice<Item>, depth: Int) throws(TooLarge) -> [[Item]] {
        guard depth < 50 else { throw TooLarge() }
        var start = items.startIndex
        while let open = items[start...].firstIndex(where: { $0.isByte("{") }) {
            start = open + 1
            guard let (close, commas) = Self.end(of: items, from: open) else { continue }
            var middles: [[Item]] = []
            if commas.isEmpty {
                guard let texts = try Self.sequence(items[(open + 1)..<close]) else { continue }
                middles = texts.map { $0.utf8.map { .byte($0) } }
            } else {
                var from = open + 1
                for to in commas + [close] {
                    middles += try expand(items[from..<to], depth: depth + 1)
                    from = to + 1
                }
            }
            let ends = try expand(items[(close + 1)...], depth: depth + 1)
            count += middles.count * ends.count
            guard count <= Self.mostWords, middles.count * ends.count * items.count <= 4 << 20 else {
                throw TooLarge()
            }
            let head = Array(items[..<open])
            return middles.flatMap { middle in ends.map { head + middle + $0 } }
        }
        return [Array(items)]
    }

    /// The brace that closes one, and the commas between them that belong to it.
    private static func end(of items: ArraySlice<Item>, from open: Int) -> (close: Int, commas: [Int])? {
        var depth = 0
        var commas: [Int] = []
        for index in items[(open + 1)...].indices {
            if items[index].isByte("{") { depth += 1 }
            if items[index].isByte(","), depth == 0 { commas.append(index) }
            guard items[index].isByte("}") else { continue }
            if depth == 0 { return (index, commas) }
            depth -= 1
        }
        return nil
    }

    /// `1..9`, `09..1..2` or `a..e`; nil where it is none of them.
    private static func sequence(_ items: ArraySlice<Item>) throws(TooLarge) -> [String]? {
        var bytes: [UInt8] = []
        for item in items {
            guard case .byte(let byte) = item else { return nil }
            bytes.append(byte)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
        guard ends.count == 2 || ends.count == 3, let step = ends.count == 3 ? Int(ends[2]) : 1,
            step != Int.min
        else { return nil }
        if let first = Int(ends[0]), let last = Int(ends[1]), ends.allSatisfy({ !$0.hasPrefix("+") }) {
            let isPadded = ends[..<2].contains { end in
                let digits = end.drop { $0 == "-" }
                return digits.utf8.count > 1 && digits.hasPrefix("0")
            }
            let width = isPadded ? max(ends[0].utf8.count, ends[1].utf8.count) : 0
            return try numbers(first, last, step).map { number in
                let digits = String(number.magnitude)
                let sign = number < 0 ? "-" : ""
                let zeros = max(0, width - digits.utf8.count - sign.utf8.count)
                return sign + String(repeating: "0", count: zeros) + digits
            }
        }
        guard let first = letter(ends[0]), let last = letter(ends[1]) else { return nil }
        return try numbers(first, last, step).map { String(UnicodeScalar(UInt8($0))) }
    }

    private static func letter(_ text: String) -> Int? {
        guard text.utf8.count == 1, let byte = text.utf8.first, byte.isNameStart, byte != 0x5F else {
            return nil
        }
        return Int(byte)
    }

    private static func numbers(_ first: Int, _ last: Int, _ step: Int) throws(TooLarge) -> [Int] {
        let (difference, isHuge) = last.subtractingReportingOverflow(first)
        let stride = max(1, abs(step))
        guard !isHuge, difference != Int.min, abs(difference) / stride < mostWords else { throw TooLarge() }
        return (0...abs(difference) / stride).map { first + $0 * (difference < 0 ? -stride : stride) }
    }
}
