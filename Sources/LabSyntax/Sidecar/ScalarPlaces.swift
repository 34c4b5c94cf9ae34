import SourceText
import Yams

/// Where each byte of a YAML text stands in its file: quotes, escapes and broken lines lie between.
struct ScalarPlaces {
    private let source: SourceFile
    /// The offset in the file of each byte of the value, and of what follows the last one.
    private let offsets: [Int]
    /// The place of the text as it is written, quotes and all.
    let whole: SourceLocation

    /// Nil for a text whose writing can't be followed, such as one with rare escapes.
    init?(_ scalar: Node.Scalar, _ marks: MarkOffsets) {
        guard let mark = scalar.mark else { return nil }
        let source = marks.source
        let start = marks.offset(of: mark)
        let value = Array(scalar.string.utf8)
        var walk = Walk(bytes: source.bytes, at: start, wanted: value.count)
        switch scalar.style {
        case .singleQuoted: walk.singleQuoted()
        case .doubleQuoted: walk.doubleQuoted()
        case .literal, .folded: walk.block(isFolded: scalar.style == .folded)
        case .plain, .any: walk.plain()
        }
        guard walk.value == value else { return nil }
        self.source = source
        offsets = walk.offsets + [walk.at]
        let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
        whole = Self.location(source, start, walk.at + (isQuoted ? 1 : 0))
    }

    /// The place of a stretch of the value, in bytes.
    func location(_ range: Range<Int>) -> SourceLocation {
        let last = offsets.count - 1
        let start = min(max(range.lowerBound, 0), last)
        let end = min(max(range.upperBound, start), last)
        // A stretch ends behind its last byte: what stands before the next one may be a quote or an indentation.
        return Self.location(
            source,
            offsets[start],
            end > start ? max(offsets[end - 1] + 1, offsets[start]) : offsets[start]
        )
    }

    private static func location(_ source: SourceFile, _ start: Int, _ end: Int) -> SourceLocation {
        SourceLocation(
            file: source.name,
            range: source.position(of: start)..<source.position(of: max(start, end))
        )
    }
}

/// Goes over a scalar as it is written and gives its value byte by byte.
private struct Walk {
    let bytes: [UInt8]
    var at: Int
    /// How many bytes the value has.
    let wanted: Int
    var value: [UInt8] = []
    var offsets: [Int] = []

    init(bytes: [UInt8], at: Int, wanted: Int) { (self.bytes, self.at, self.wanted) = (bytes, at, wanted) }

    private var isDone: Bool { value.count >= wanted || at >= bytes.count }

    private mutating func give(_ byte: UInt8, from offset: Int) {
        value.append(byte)
        offsets.append(offset)
    }

    mutating func plain() {
        while !isDone { character() }
    }

    mutating func singleQuoted() {
        at += 1
        while !isDone {
            if bytes[at] == UInt8(ascii: "'") {
                give(bytes[at], from: at)
                at += 2
            } else {
                character()
            }
        }
    }

    mutating func doubleQuoted() {
        at += 1
        while !isDone {
            if bytes[at] == UInt8(ascii: "\\") { escape() } else { character() }
        }
    }

    /// A byte as it is, or the end of a line, which is a space: or as many line feeds as there are empty lines.
    private mutating func character() {
        guard bytes[at] == 0x0A || bytes[at] == 0x0D else {
            give(bytes[at], from: at)
            at += 1
            return
        }
        while value.last?.isBlank == true {
            value.removeLast()
            offsets.removeLast()
        }
        let start = at
        var ends = 0
        while at < bytes.count, bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at].isBlank {
            if bytes[at] == 0x0A { ends += 1 }
            at += 1
        }
        if ends <= 1 { give(UInt8(ascii: " "), from: start) }
        for _ in 0..<max(ends - 1, 0) { give(0x0A, from: start) }
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "0"): 0,
        UInt8(ascii: "e"): 0x1B, UInt8(ascii: "\""): UInt8(ascii: "\""),
        UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: " "): UInt8(ascii: " "),
    ]

    private mutating func escape() {
        let start = at
        guard at + 1 < bytes.count, let byte = Self.escapes[bytes[at + 1]] else {
            // Others are rare; the value then differs, and the text has its place as a whole.
            at = bytes.count
            return
        }
        give(byte, from: start)
        at += 2
    }

    mutating func block(isFolded: Bool) {
        skipLine()
        let indentation = bytes[at...].prefix { $0 == UInt8(ascii: " ") }.count
        while !isDone {
            let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
            at = min(at + indentation, end)
            while at < end, !isDone {
                give(bytes[at], from: at)
                at += 1
            }
            guard !isDone else { return }
            give(isFolded && value.count + 1 < wanted ? UInt8(ascii: " ") : 0x0A, from: at)
            at = min(end + 1, bytes.count)
        }
    }

    private mutating func skipLine() {
        at = (bytes[at...].firstIndex(of: 0x0A) ?? bytes.count - 1) + 1
    }
}
