/// Messages of the protocol, version 3.
struct PgMessage: Hashable, Sendable {
    var kind: UInt8
    var body: [UInt8]

    static let sizeLimit = 16 << 20

    var wire: [UInt8] { [kind] + PgWriter.int32(body.count + 4) + body }

    var letter: Character { Character(Unicode.Scalar(kind)) }
}

/// Puts a message's body together.
struct PgWriter {
    private(set) var bytes: [UInt8] = []

    static func int32(_ number: Int) -> [UInt8] {
        let value = UInt32(truncatingIfNeeded: number)
        return (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    static func int16(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
    }

    mutating func add(int32 number: Int) { bytes += Self.int32(number) }
    mutating func add(int16 number: Int) { bytes += Self.int16(number) }
    mutating func add(byte: UInt8) { bytes.append(byte) }
    mutating func add(raw: [UInt8]) { bytes += raw }
    /// With a zero at its end.
    mutating func add(text: String) { bytes += text.utf8.filter { $0 != 0 } + [0] }

    static func message(_ letter: Character, _ body: (inout PgWriter) -> Void = { _ in }) -> [UInt8] {
        var writer = PgWriter()
        body(&writer)
        return PgMessage(kind: letter.asciiValue ?? 0, body: writer.bytes).wire
    }
}

/// Takes a message's body apart; what isn't there reads as zero and sets ``isBroken``.
struct PgReader {
    private var rest: ArraySlice<UInt8>
    private(set) var isBroken = false

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func raw(_ count: Int) -> [UInt8] {
        guard count >= 0, count <= rest.count else {
            isBroken = true
            return []
        }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func byte() -> UInt8 { raw(1).first ?? 0 }

    /// Signed.
    mutating func int32() -> Int { Int(Int32(truncatingIfNeeded: raw(4).reduce(0) { $0 << 8 | Int($1) })) }
    mutating func int16() -> Int { Int(Int16(truncatingIfNeeded: raw(2).reduce(0) { $0 << 8 | Int($1) })) }

    mutating func text() -> String {
        guard let end = rest.firstIndex(of: 0) else {
            isBroken = true
            return ""
        }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end].text
    }

    mutating func all() -> [UInt8] {
        defer { rest = [] }
        return Array(rest)
    }
}

extension ByteReader {
    /// The next message; nil at the end, and where it is too large.
    mutating func message() async -> PgMessage? {
        guard let head = await exactly(5) else { return nil }
        var reader = PgReader(Array(head.dropFirst()))
        let size = reader.int32() - 4
        guard size >= 0, size <= PgMessage.sizeLimit, let body = await exactly(size) else { return nil }
        return PgMessage(kind: head[0], body: body)
    }
}

extension PgError {
    /// The fields of an error or notice.
    func write(to writer: inout PgWriter) {
        let fields: [(Character, String?)] = [
            ("S", severity), ("V", severity), ("C", code), ("M", message), ("D", detail), ("H", hint),
            ("P", position.map(String.init)),
        ]
        for case (let letter, let text?) in fields {
            writer.add(byte: letter.asciiValue ?? 0)
            writer.add(text: text)
        }
        writer.add(byte: 0)
    }

    init(reading body: [UInt8]) {
        self.init("", "")
        var reader = PgReader(body)
        while !reader.isBroken {
            let letter = reader.byte()
            if letter == 0 { break }
            let text = reader.text()
            switch Character(Unicode.Scalar(letter)) {
            case "S": severity = text
            case "C": code = text
            case "M": message = text
            case "D": detail = text
            case "H": hint = text
            case "P": position = Int(text)
            default: break
            }
        }
    }
}
