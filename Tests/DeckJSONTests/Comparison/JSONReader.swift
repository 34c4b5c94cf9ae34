import SourceText

/// Reads JSON into ordered values, so that the order of members can be compared, too.
struct JSONReader {
    struct Failure: Error {
        let offset: Int
    }

    private let bytes: [UInt8]
    private var index = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    static func value(of text: String) throws -> JSONValue {
        var reader = JSONReader(text)
        let value = try reader.value()
        reader.skipSpace()
        guard reader.index == reader.bytes.count else { throw Failure(offset: reader.index) }
        return value
    }

    private mutating func value() throws -> JSONValue {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return .object(try list(until: UInt8(ascii: "}")) { try $0.member() })
        case UInt8(ascii: "["): return .array(try list(until: UInt8(ascii: "]")) { try $0.value() })
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func member() throws -> JSONValue.Member {
        skipSpace()
        let name = try string()
        skipSpace()
        try expect(UInt8(ascii: ":"))
        return JSONValue.Member(name, try value())
    }

    private mutating func list<Element>(
        until close: UInt8,
        element: (inout Self) throws -> Element
    ) throws -> [Element] {
        index += 1
        skipSpace()
        if peek == close {
            index += 1
            return []
        }
        var elements = [try element(&self)]
        skipSpace()
        while peek == UInt8(ascii: ",") {
            index += 1
            elements.append(try element(&self))
            skipSpace()
        }
        try expect(close)
        return elements
    }

    private mutating func string() throws -> String {
        try expect(UInt8(ascii: "\""))
        var out: [UInt8] = []
        while let byte = peek, byte != UInt8(ascii: "\"") {
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                out.append(byte)
                continue
            }
            out += try escape()
        }
        try expect(UInt8(ascii: "\""))
        return String(decoding: out, as: UTF8.self)
    }

    private mutating func escape() throws -> [UInt8] {
        guard let kind = peek else { throw Failure(offset: index) }
        index += 1
        switch kind {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "u"):
            // Go writes characters beyond the basic plane as they are: there are no surrogates.
            guard
                let value = UInt32(
                    String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self),
                    radix: 16
                ),
                let scalar = Unicode.Scalar(value)
            else { throw Failure(offset: index) }
            index += 4
            return Array(String(scalar).utf8)
        default: return [kind]
        }
    }

    private mutating func number() throws -> Int {
        let digits = bytes[index...].prefix { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else { throw Failure(offset: index) }
        index = digits.endIndex
        return number
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws -> JSONValue {
        guard bytes[index...].starts(with: word.utf8) else { throw Failure(offset: index) }
        index += word.utf8.count
        return value
    }

    private mutating func expect(_ byte: UInt8) throws {
        guard peek == byte else { throw Failure(offset: index) }
        index += 1
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
    }
}
