/// Commands out of a stream: arrays of texts, or lines as a person types them.
struct RedisRequests {
    /// Why the connection ends.
    enum Problem: Error, Hashable {
        case end
        /// Broken beyond repair; the words are the last answer.
        case broken(String)
    }

    static let textLimit = 16 << 20
    static let countLimit = 100_000

    var reader: ByteReader

    /// Whether a whole command has come and not been read yet.
    var hasNext: Bool {
        var rest = reader.pending
        guard let first = Self.line(&rest) else { return false }
        guard first.first == UInt8(ascii: "*") else { return true }
        for _ in 0..<min(max(0, Int(Array(first.dropFirst()).text) ?? 0), Self.countLimit) {
            // What can't be read is answered at once.
            guard let head = Self.line(&rest) else { return false }
            guard let length = Int(Array(head.dropFirst()).text), length >= 0 else { return true }
            guard rest.count >= length + 2 else { return false }
            rest = rest.dropFirst(length + 2)
        }
        return true
    }

    private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: 0x0A) else { return nil }
        defer { rest = rest[(end + 1)...] }
        let line = rest[..<end]
        return line.last == 0x0D ? line.dropLast() : line
    }

    /// The next command; empty for a blank line.
    mutating func next() async throws(Problem) -> [[UInt8]] {
        let first = try await line()
        guard first.first == UInt8(ascii: "*") else {
            guard let words = RedisWords.split(first) else {
                throw .broken("ERR Protocol error: unbalanced quotes in request")
            }
            return words
        }
        guard let count = Int(first.dropFirst().text), count <= Self.countLimit else {
            throw .broken("ERR Protocol error: invalid multibulk length")
        }
        var words: [[UInt8]] = []
        var size = 0
        for _ in 0..<max(0, count) {
            let head = try await line()
            guard head.first == UInt8(ascii: "$") else {
                let sign = head.first.map { [$0].text } ?? "\r"
                throw .broken("ERR Protocol error: expected '$', got '\(sign)'")
            }
            guard let length = Int(head.dropFirst().text), length >= 0, length <= Self.textLimit - size else {
                throw .broken("ERR Protocol error: invalid bulk length")
            }
            size += length
            guard let text = await reader.exactly(length), await reader.exactly(2) != nil else { throw .end }
            words.append(text)
        }
        return words
    }

    private mutating func line() async throws(Problem) -> [UInt8] {
        switch await reader.line(limit: 65_536) {
        case .line(let line): return line
        case .tooLong: throw .broken("ERR Protocol error: too big inline request")
        case .end: throw .end
        }
    }
}

/// Words of a line, with quotes as `redis-cli` and inline commands have them.
enum RedisWords {
    /// The words; nil where a quote isn't closed.
    static func split(_ line: [UInt8]) -> [[UInt8]]? {
        var words: [[UInt8]] = []
        var rest = line[...]
        while true {
            rest = rest.drop { isBlank($0) }
            guard let first = rest.first else { return words }
            var word: [UInt8] = []
            var quote: UInt8?
            if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
                quote = first
                rest = rest.dropFirst()
            }
            while true {
                guard let byte = rest.first else {
                    guard quote == nil else { return nil }
                    break
                }
                if quote == nil, isBlank(byte) { break }
                rest = rest.dropFirst()
                if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                } else if byte == quote {
                    guard rest.first.map(isBlank) ?? true else { return nil }
                    break
                } else if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "\\"), let next = rest.popFirst()
                {
                    word += escaped(next, &rest)
                } else if quote == UInt8(ascii: "'"), byte == UInt8(ascii: "\\"),
                    rest.first == UInt8(ascii: "'")
                {
                    rest = rest.dropFirst()
                    word.append(UInt8(ascii: "'"))
                } else {
                    word.append(byte)
                }
            }
            words.append(word)
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func escaped(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "a"): return [0x07]
        case UInt8(ascii: "x"):
            guard rest.count >= 2, let value = UInt8(rest.prefix(2).text, radix: 16) else { return [byte] }
            rest = rest.dropFirst(2)
            return [value]
        default: return [byte]
        }
    }
}
