/// Answers out of a stream, and how `redis-cli` prints them.
struct RedisReplies {
    var reader: ByteReader
    static let depthLimit = 32

    /// The next answer; nil at the end or where it isn't one.
    mutating func next(depth: Int = 0) async -> RedisReply? {
        guard depth < Self.depthLimit, case .line(let line) = await reader.line(limit: 65_536),
            let sign = line.first
        else { return nil }
        let text = line.dropFirst().text
        switch sign {
        case UInt8(ascii: "+"): return .status(text)
        case UInt8(ascii: "-"): return .error(text)
        case UInt8(ascii: ":"): return Int(text).map { .integer($0) }
        case UInt8(ascii: "$"):
            guard let length = Int(text), length <= RedisRequests.textLimit else { return nil }
            guard length >= 0 else { return .null }
            guard let bytes = await reader.exactly(length), await reader.exactly(2) != nil else { return nil }
            return .bulk(bytes)
        case UInt8(ascii: "*"):
            guard let count = Int(text), count <= 1_000_000 else { return nil }
            guard count >= 0 else { return .nullArray }
            var items: [RedisReply] = []
            for _ in 0..<count {
                guard let item = await next(depth: depth + 1) else { return nil }
                items.append(item)
            }
            return .array(items)
        default: return nil
        }
    }

    /// As a person reads it on a terminal.
    static func formatted(_ reply: RedisReply, indent: String = "") -> String {
        switch reply {
        case .status(let text): return text + "\n"
        case .error(let text): return "(error) \(text)\n"
        case .integer(let number): return "(integer) \(number)\n"
        case .bulk(let bytes): return quoted(bytes) + "\n"
        case .null, .nullArray: return "(nil)\n"
        case .array(let items):
            guard !items.isEmpty else { return "(empty array)\n" }
            let width = String(items.count).count
            var text = ""
            for (index, item) in items.enumerated() {
                let number = String(index + 1).padded(to: width, right: true) + ") "
                text += (index == 0 ? "" : indent) + number
                text += formatted(item, indent: indent + String(repeating: " ", count: number.count))
            }
            return text
        default: return ""
        }
    }

    /// As a program reads it: without marks.
    static func raw(_ reply: RedisReply) -> [UInt8] {
        switch reply {
        case .status(let text): return Array(text.utf8)
        case .error(let text): return Array((text + "\n").utf8)
        case .integer(let number): return Array(String(number).utf8)
        case .bulk(let bytes): return bytes
        case .array(let items): return Array(items.map(raw).joined(separator: [0x0A]))
        default: return []
        }
    }

    private static func quoted(_ bytes: [UInt8]) -> String {
        var text = "\""
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""): text += "\\\""
            case UInt8(ascii: "\\"): text += "\\\\"
            case 0x0A: text += "\\n"
            case 0x0D: text += "\\r"
            case 0x09: text += "\\t"
            case 0x07: text += "\\a"
            case 0x08: text += "\\b"
            case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16)
                text += "\\x" + (hex.count == 1 ? "0" + hex : hex)
            }
        }
        return text + "\""
    }
}
