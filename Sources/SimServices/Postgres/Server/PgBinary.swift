/// Values in the protocol's binary form.
enum PgBinary {
    /// Microseconds between 1970 and 2000.
    private static let epoch = 946_684_800_000_000

    static func encode(_ value: PgValue, as type: SQLType) throws(PgError) -> [UInt8] {
        let text = value.output(as: type) ?? ""
        func integer(_ count: Int, _ number: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
        }
        switch type {
        case .bool: return [text == "t" ? 1 : 0]
        case .int2, .int4, .int8, .oid, .regclass:
            guard case .int(let number) = value else { break }
            return integer(type.size, number)
        case .float8:
            return integer(
                8,
                Int(bitPattern: UInt(Double(text.lowercased() == "infinity" ? "inf" : text)?.bitPattern ?? 0))
            )
        case .float4: return integer(4, Int(Float(text)?.bitPattern ?? 0))
        case .date:
            guard let (moment, _) = PgMoment.parse(text) else { break }
            return integer(4, moment.days - 10_957)
        case .timestamp, .timestamptz:
            guard let (moment, _) = PgMoment.parse(text) else { break }
            return integer(8, moment.microseconds - epoch)
        case .time: return integer(8, PgMoment.time(text) ?? 0)
        case .uuid:
            let digits = Array(text.filter { $0 != "-" })
            return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
                UInt8(String(digits[$0...$0 + 1]), radix: 16)
            }
        case .jsonb: return [1] + Array(text.utf8)
        case .numeric: return numeric(text)
        default: return Array(text.utf8)
        }
        throw .notModelled("the binary form of \(type.spoken)")
    }

    static func decode(_ bytes: [UInt8], as type: SQLType) throws(PgError) -> PgValue {
        let broken = PgError("22P03", "incorrect binary data format in bind parameter")
        func integer() throws(PgError) -> Int {
            guard (1...8).contains(bytes.count) else { throw broken }
            let raw = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let shift = UInt64(64 - 8 * bytes.count)
            return Int(Int64(bitPattern: raw << shift) >> Int64(shift))
        }
        switch type {
        case .bool: return .int(bytes.first == 1 ? 1 : 0)
        case .int2, .int4, .int8, .oid, .regclass: return .int(try integer())
        case .float8, .float4:
            let bits = try integer()
            let number =
                type == .float8
                ? Double(bitPattern: UInt64(bitPattern: Int64(bits)))
                : Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
            guard !number.isNaN else { throw .notModelled("the number NaN") }
            return .real(number)
        case .date:
            let days = try integer()
            guard abs(days) < 4_000_000 else { throw broken }
            return .text(Calendar(days: days + 10_957).date)
        case .timestamp, .timestamptz:
            let (micros, overflows) = try integer().addingReportingOverflow(epoch)
            guard !overflows else { throw broken }
            return .text(PgMoment.timestamp(Calendar(microseconds: micros), zone: type == .timestamptz))
        case .uuid:
            return try PgCast.cast(
                .text(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()),
                from: .text,
                to: .uuid
            )
        case .text, .varchar, .bpchar, .name, .unknown, .json: return .text(bytes.text)
        case .jsonb: return .text(bytes.dropFirst().text)
        default: throw .notModelled("the binary form of \(type.spoken)")
        }
    }

    /// Groups of four digits with their number, the first one's place, the sign and the scale.
    private static func numeric(_ text: String) -> [UInt8] {
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        var whole = String(parts.first ?? "0")
        var fraction = parts.count > 1 ? String(parts[1]) : ""
        let scale = fraction.count
        whole = String(repeating: "0", count: (4 - whole.count % 4) % 4) + whole
        fraction += String(repeating: "0", count: (4 - fraction.count % 4) % 4)
        let digits = Array(whole + fraction)
        var groups = stride(from: 0, to: digits.count, by: 4).map { Int(String(digits[$0..<$0 + 4])) ?? 0 }
        var weight = whole.count / 4 - 1
        while groups.first == 0 {
            groups.removeFirst()
            weight -= 1
        }
        while groups.last == 0 { groups.removeLast() }
        if groups.isEmpty { weight = 0 }
        return PgWriter.int16(groups.count) + PgWriter.int16(weight) + PgWriter.int16(isNegative ? 0x4000 : 0)
            + PgWriter.int16(scale)
            + groups.flatMap { PgWriter.int16($0) }
    }
}
