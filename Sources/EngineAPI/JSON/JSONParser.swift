/// Reads one JSON document, strictly: valid UTF-8, no repeated names, bounded depth, nothing after it.
///
/// An engine written in Go takes the last of two members with one name, in whatever case they are written. A gate that
/// judged the first would be passed by, so repeated names are refused here, also where only their case differs.
struct JSONParser {
    /// How deep values may be nested.
    static let deepest = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    private let refusesRepeats: Bool
    private var position = 0

    static func parse(_ bytes: [UInt8], refusingRepeats: Bool) throws(JSONError) -> JSON {
        let result = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(JSONError) -> JSON in
                var parser = JSONParser(bytes: buffer, refusesRepeats: refusingRepeats)
                return try parser.document()
            }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, refusesRepeats: Bool) {
        self.bytes = bytes
        self.refusesRepeats = refusesRepeats
    }

    private mutating func document() throws(JSONError) -> JSON {
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw JSONError("there is more than one JSON document") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSON {
        guard depth < Self.deepest else {
            throw JSONError("values are nested more than \(Self.deepest) deep")
        }
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
            return .number(try number())
        default: throw unexpected("a value")
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSON {
        position += 1
        var members: [JSON.Member] = []
        var seen: Set<String> = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object([]) }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw unexpected("a name in quotes") }
            let name = try string()
            if refusesRepeats, !seen.insert(name).inserted {
                throw JSONError("the key '\(name)' stands there twice")
            }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw unexpected("':'") }
            do { members.append(.init(name, try value(depth: depth + 1))) } catch { throw error.below(name) }
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw unexpected("',' or '}'") }
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSON {
        position += 1
        var elements: [JSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        while true {
            do { elements.append(try value(depth: depth + 1)) } catch {
                throw error.below("\(elements.count)")
            }
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw unexpected("',' or ']'") }
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        let end = position + text.utf8CodeUnitCount
        guard end <= bytes.count,
            bytes[position..<end].elementsEqual(
                UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
            )
        else { throw unexpected("a value") }
        position = end
        return value
    }

    private mutating func number() throws(JSONError) -> String {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        guard position > start else { throw unexpected("a digit") }
    }

    private mutating func string() throws(JSONError) -> String {
        position += 1
        let start = position
        // Most strings have no escapes and are taken in one piece.
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
            position += 1
        }
        if peek == UInt8(ascii: "\"") {
            defer { position += 1 }
            return try text(of: bytes[start..<position])
        }
        var unescaped = Array(bytes[start..<position])
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return try unescaped.withUnsafeBufferPointer(text)
            case UInt8(ascii: "\\"): try escape(into: &unescaped)
            case 0..<0x20: throw JSONError("a string holds a control character")
            default: unescaped.append(byte)
            }
        }
        throw JSONError("a string has no end")
    }

    private func text(of part: UnsafeBufferPointer<UInt8>.SubSequence) throws(JSONError) -> String {
        guard let text = String(validating: part, as: UTF8.self) else {
            throw JSONError("a string isn't valid UTF-8")
        }
        return text
    }

    private func text(of part: UnsafeBufferPointer<UInt8>) throws(JSONError) -> String {
        try text(of: part[...])
    }

    private mutating func escape(into out: inout [UInt8]) throws(JSONError) {
        guard let byte = peek else { throw JSONError("a string has no end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "b"): out.append(8)
        case UInt8(ascii: "f"): out.append(12)
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "r"): out.append(13)
        case UInt8(ascii: "t"): out.append(9)
        case UInt8(ascii: "u"): out += String(try escapedScalar()).utf8
        default: throw JSONError("a string holds an unknown escape")
        }
    }

    private mutating func escapedScalar() throws(JSONError) -> Character {
        let first = try fourDigits()
        var code = UInt32(first)
        if UTF16.isLeadSurrogate(first), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        {
            position += 2
            let second = try fourDigits()
            guard UTF16.isTrailSurrogate(second) else { throw JSONError("a string holds half a character") }
            code = 0x10000 + ((code - 0xD800) << 10) + (UInt32(second) - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw JSONError("a string holds half a character") }
        return Character(scalar)
    }

    private mutating func fourDigits() throws(JSONError) -> UInt16 {
        guard position + 4 <= bytes.count,
            let text = String(validating: bytes[position..<position + 4], as: UTF8.self),
            text.allSatisfy(\.isHexDigit), let code = UInt16(text, radix: 16)
        else { throw JSONError("a string holds an unknown escape") }
        position += 4
        return code
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func unexpected(_ wanted: String) -> JSONError {
        peek == nil
            ? JSONError("the JSON ends too early") : JSONError("expected \(wanted) at byte \(position)")
    }
}

extension JSON {
    /// Reads a document that a client sent; repeated names are refused.
    public init(strictly bytes: [UInt8]) throws(JSONError) {
        self = try JSONParser.parse(bytes, refusingRepeats: true)
    }

    /// Reads a document that an engine sent.
    public init(_ bytes: [UInt8]) throws(JSONError) {
        self = try JSONParser.parse(bytes, refusingRepeats: false)
    }
}
