/// What the server answers, in either version of its protocol.
indirect enum RedisReply: Hashable, Sendable {
    case status(String)
    /// With its code, such as `ERR`.
    case error(String)
    case integer(Int)
    case bulk([UInt8])
    case null
    /// No list, where RESP2 tells it from no text.
    case nullArray
    case array([RedisReply])
    case map([(RedisReply, RedisReply)])
    case set([RedisReply])
    case double(Double)
    /// Members with scores: one flat list, pairs in RESP3.
    case scored([([UInt8], Double)])
    /// What comes unasked, such as a published message.
    case push([RedisReply])
    /// Nothing at all, where a command sends its own messages.
    case none

    static let ok = RedisReply.status("OK")
    static func text(_ text: String) -> RedisReply { .bulk(Array(text.utf8)) }
    static func flag(_ flag: Bool) -> RedisReply { .integer(flag ? 1 : 0) }

    /// As it goes over the wire.
    ///
    /// - Parameter version: 2 or 3.
    /// - Returns: The bytes; none for what isn't sent.
    func wire(version: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        write(version, to: &bytes)
        return bytes
    }

    private func write(_ version: Int, to bytes: inout [UInt8]) {
        switch self {
        case .status(let text): bytes += "+\(text)\r\n".utf8
        case .error(let text): bytes += "-\(text)\r\n".utf8
        case .integer(let number): bytes += ":\(number)\r\n".utf8
        case .bulk(let text):
            bytes += "$\(text.count)\r\n".utf8
            bytes += text
            bytes += "\r\n".utf8
        case .null: bytes += (version == 3 ? "_\r\n" : "$-1\r\n").utf8
        case .nullArray: bytes += (version == 3 ? "_\r\n" : "*-1\r\n").utf8
        case .array(let items):
            bytes += "*\(items.count)\r\n".utf8
            for item in items { item.write(version, to: &bytes) }
        case .set(let items):
            bytes += "\(version == 3 ? "~" : "*")\(items.count)\r\n".utf8
            for item in items { item.write(version, to: &bytes) }
        case .push(let items):
            bytes += "\(version == 3 ? ">" : "*")\(items.count)\r\n".utf8
            for item in items { item.write(version, to: &bytes) }
        case .map(let pairs):
            bytes += (version == 3 ? "%\(pairs.count)\r\n" : "*\(pairs.count * 2)\r\n").utf8
            for (key, value) in pairs {
                key.write(version, to: &bytes)
                value.write(version, to: &bytes)
            }
        case .double(let number):
            let text = RedisNumber.text(number)
            bytes += (version == 3 ? ",\(text)\r\n" : "$\(text.utf8.count)\r\n\(text)\r\n").utf8
        case .scored(let items) where version == 3:
            RedisReply.array(items.map { .array([.bulk($0.0), .double($0.1)]) }).write(3, to: &bytes)
        case .scored(let items):
            RedisReply.array(items.flatMap { [.bulk($0.0), .double($0.1)] }).write(version, to: &bytes)
        case .none: break
        }
    }

    static func == (one: RedisReply, other: RedisReply) -> Bool {
        one.wire(version: 3) == other.wire(version: 3)
    }
    func hash(into hasher: inout Hasher) { hasher.combine(wire(version: 3)) }
}

/// Why a command does nothing: the words of the answer.
struct RedisFailure: Error, Hashable {
    var words: String
    /// Whether the real one would have done something.
    var isUnmodelled = false

    init(_ words: String) { self.words = words }

    /// What the real one could do and this one can't.
    static func notModelled(_ what: String) -> RedisFailure {
        var failure = RedisFailure("ERR \(what) is not modelled")
        failure.isUnmodelled = true
        return failure
    }

    static let wrongType = RedisFailure("WRONGTYPE Operation against a key holding the wrong kind of value")
    static let notInteger = RedisFailure("ERR value is not an integer or out of range")
    static let notFloat = RedisFailure("ERR value is not a valid float")
    static let syntax = RedisFailure("ERR syntax error")
    static let overflow = RedisFailure("ERR increment or decrement would overflow")
    static let noKey = RedisFailure("ERR no such key")
    static let outOfRange = RedisFailure("ERR index out of range")
}

/// Numbers in texts.
enum RedisNumber {
    /// A whole number, written as the server writes it.
    static func int(_ bytes: [UInt8]) throws(RedisFailure) -> Int {
        guard bytes.count <= 20, let number = Int(bytes.text), String(number).utf8.elementsEqual(bytes) else {
            throw .notInteger
        }
        return number
    }

    static func double(_ bytes: [UInt8]) throws(RedisFailure) -> Double {
        let text = bytes.text.lowercased()
        switch text {
        case "inf", "+inf", "infinity", "+infinity": return .infinity
        case "-inf", "-infinity": return -.infinity
        default:
            guard bytes.count <= 64, let number = Double(text), number.isFinite, !text.contains("x") else {
                throw .notFloat
            }
            return number
        }
    }

    /// The shortest text that reads as the number.
    static func text(_ number: Double) -> String {
        if number == .infinity { return "inf" }
        if number == -.infinity { return "-inf" }
        if number == number.rounded(), abs(number) < 1e17 { return String(Int(number)) }
        return "\(number)"
    }
}
