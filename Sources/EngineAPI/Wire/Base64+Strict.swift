extension Base64 {
    /// A place at which a text stops being base 64.
    public struct IllegalByte: Error, Hashable, Sendable {
        /// Counted from 0, as Go's `encoding/base64` counts.
        public var offset: Int
    }

    /// Reads the plain alphabet with its padding; ends of lines are skipped, as between them nothing is said.
    ///
    /// - Note: Source: Go's `base64.StdEncoding`, by which Kubernetes reads what its objects hold.
    public static func decode(strictly text: String) throws(IllegalByte) -> [UInt8] {
        var reader = StrictReader(Array(text.utf8))
        return try reader.read()
    }
}

/// Reads base 64 four letters at a time.
private struct StrictReader {
    private let text: [UInt8]
    private var next = 0
    private var out: [UInt8] = []

    init(_ text: [UInt8]) { self.text = text }

    mutating func read() throws(Base64.IllegalByte) -> [UInt8] {
        while next < text.count {
            let values = try quantum()
            let bits = values.reduce(0) { $0 << 6 | $1 } << (6 * (4 - values.count))
            for index in 0..<max(0, values.count - 1) {
                out.append(UInt8(truncatingIfNeeded: bits >> (16 - 8 * index)))
            }
        }
        return out
    }

    /// The values of the next letters: four, fewer before padding, none at the end.
    private mutating func quantum() throws(Base64.IllegalByte) -> [Int] {
        var values: [Int] = []
        while values.count < 4 {
            guard next < text.count else {
                if values.isEmpty { return [] }
                throw Base64.IllegalByte(offset: next - values.count)
            }
            let byte = text[next]
            next += 1
            if let value = Self.value(of: byte) {
                values.append(value)
            } else if byte == UInt8(ascii: "="), values.count > 1 {
                try readPadding(after: values.count)
                return values
            } else if !Self.endsLine(byte) {
                throw Base64.IllegalByte(offset: next - 1)
            }
        }
        return values
    }

    /// After two letters stand two signs, after three one, of which the first has been read; nothing may follow.
    private mutating func readPadding(after letters: Int) throws(Base64.IllegalByte) {
        skipEndsOfLines()
        if letters == 2 {
            guard next < text.count else { throw Base64.IllegalByte(offset: text.count) }
            guard text[next] == UInt8(ascii: "=") else { throw Base64.IllegalByte(offset: next - 1) }
            next += 1
            skipEndsOfLines()
        }
        guard next == text.count else { throw Base64.IllegalByte(offset: next) }
    }

    private mutating func skipEndsOfLines() {
        while next < text.count, Self.endsLine(text[next]) { next += 1 }
    }

    private static func endsLine(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private static func value(of byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "_"): nil
        default: Base64.value(of: byte)
        }
    }
}
