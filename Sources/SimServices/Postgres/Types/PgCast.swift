/// Turns values of one type into those of another.
enum PgCast {
    /// - Throws: `22P02` where a text isn't a value of the type, `22003` where a number is too large.
    static func cast(
        _ value: PgValue,
        from: SQLType,
        to: SQLType,
        modifiers: [Int] = []
    ) throws(PgError) -> PgValue {
        guard value != .null else { return .null }
        let result = try plain(value, from: from, to: to)
        return modifiers.isEmpty ? result : try modified(result, to, modifiers)
    }

    private static func plain(_ value: PgValue, from: SQLType, to: SQLType) throws(PgError) -> PgValue {
        let text = value.output(as: from) ?? ""
        switch to {
        case .text, .varchar, .bpchar, .name, .unknown, .void:
            if from == .bool { return .text(text == "t" ? "true" : "false") }
            // Blanks that fill a text up are no part of it.
            if from == .bpchar, to != .bpchar {
                return .text(text.lastIndex { $0 != " " }.map { String(text[...$0]) } ?? "")
            }
            return .text(text)
        case .bool: return try bool(value, text, from)
        case .int2, .int4, .int8, .oid: return try integer(value, text, from, to)
        case .regclass: return value
        case .float4, .float8:
            let words: [String: Double] = ["infinity": .infinity, "-infinity": -.infinity]
            try refuseSpecial(text, ["nan"])
            if let number = words[text.lowercased()] { return .real(number) }
            guard let number = Double(text.trimmed), number.isFinite else { throw invalid(to, text) }
            return .real(to == .float4 ? Double(Float(number)) : number)
        case .numeric:
            if case .real(let number) = value {
                guard number.isFinite, let decimal = PgDecimal("\(number)") else {
                    throw .notModelled("numeric beyond 38 digits")
                }
                return .text(trimmedZeros(decimal).text)
            }
            guard let decimal = PgDecimal(text.trimmed) else {
                try refuseSpecial(text, ["nan", "infinity", "-infinity", "+infinity", "inf", "-inf", "+inf"])
                guard
                    text.trimmed.contains(where: { !"0123456789.-+eE".contains($0) }) || text.trimmed.isEmpty
                else {
                    throw .notModelled("numeric beyond 38 digits")
                }
                throw invalid(to, text)
            }
            return .text(decimal.text)
        case .date, .timestamp, .timestamptz:
            guard let (moment, _) = PgMoment.parse(text) else {
                if PgMoment.looksRight(text) {
                    throw PgError("22008", "date/time field value out of range: \"\(text)\"")
                }
                throw PgError("22007", "invalid input syntax for type \(to.spoken): \"\(text)\"")
            }
            return .text(to == .date ? moment.date : PgMoment.timestamp(moment, zone: to == .timestamptz))
        case .time:
            let clock = text.split(separator: " ").last.map(String.init) ?? text
            guard let micros = PgMoment.time(clock) else {
                throw PgError("22007", "invalid input syntax for type \(to.spoken): \"\(text)\"")
            }
            return .text(PgMoment.clock(micros))
        case .json, .jsonb:
            guard PgJSON.isValid(text) else { throw PgError("22P02", "invalid input syntax for type json") }
            return .text(to == .jsonb ? PgJSON.spaced(text) : text)
        case .uuid:
            let digits = text.lowercased().filter { $0 != "-" && $0 != "{" && $0 != "}" }
            guard digits.count == 32, digits.allSatisfy(\.isHexDigit) else { throw invalid(to, text) }
            var result = ""
            for (index, digit) in digits.enumerated() {
                if [8, 12, 16, 20].contains(index) { result += "-" }
                result.append(digit)
            }
            return .text(result)
        }
    }

    /// SQLite keeps no number that is none.
    private static func refuseSpecial(_ text: String, _ words: Set<String>) throws(PgError) {
        if words.contains(text.trimmed.lowercased()) { throw .notModelled("the number \(text.trimmed)") }
    }

    static func invalid(_ type: SQLType, _ text: String) -> PgError {
        PgError("22P02", "invalid input syntax for type \(type.spoken): \"\(text)\"")
    }

    private static func trimmedZeros(_ decimal: PgDecimal) -> PgDecimal {
        var decimal = decimal
        while decimal.scale > 0, decimal.mantissa % 10 == 0 {
            decimal.mantissa /= 10
            decimal.scale -= 1
        }
        return decimal
    }

    private static func bool(_ value: PgValue, _ text: String, _ from: SQLType) throws(PgError) -> PgValue {
        if from.isInteger, case .int(let number) = value { return .int(number == 0 ? 0 : 1) }
        let word = text.trimmed.lowercased()
        if !word.isEmpty, ["true", "yes", "on", "1"].contains(where: { $0.hasPrefix(word) }), word != "o" {
            return .int(1)
        }
        if !word.isEmpty, ["false", "no", "off", "0"].contains(where: { $0.hasPrefix(word) }), word != "o" {
            return .int(0)
        }
        if from == .bool { return value }
        throw invalid(.bool, text)
    }

    private static func integer(
        _ value: PgValue,
        _ text: String,
        _ from: SQLType,
        _ to: SQLType
    ) throws(PgError) -> PgValue {
        let number: Int
        if case .int(let known) = value {
            number = known
        } else if case .real(let known) = value {
            let rounded = known.rounded(.toNearestOrEven)
            guard abs(rounded) < 9.2e18 else { throw tooLarge(to) }
            number = Int(rounded)
        } else if from == .numeric, let decimal = PgDecimal(text)?.rounded(to: 0) {
            guard let known = Int(exactly: decimal.mantissa) else { throw tooLarge(to) }
            number = known
        } else if let known = Int(text.trimmed) {
            number = known
        } else {
            let digits = text.trimmed.drop { $0 == "-" || $0 == "+" }
            if !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) {
                throw PgError("22003", "value \"\(text)\" is out of range for type \(to.spoken)")
            }
            throw invalid(to, text)
        }
        let range = bounds(of: to)
        guard range.contains(number) else {
            if from == .unknown || from.isText {
                throw PgError("22003", "value \"\(text)\" is out of range for type \(to.spoken)")
            }
            throw tooLarge(to)
        }
        return .int(number)
    }

    static func bounds(of type: SQLType) -> ClosedRange<Int> {
        switch type {
        case .int2: -32_768...32_767
        case .int4: -2_147_483_648...2_147_483_647
        case .oid: 0...4_294_967_295
        default: Int.min...Int.max
        }
    }

    static func tooLarge(_ type: SQLType) -> PgError { PgError("22003", "\(type.spoken) out of range") }

    /// The length of a text, the digits of a number.
    private static func modified(
        _ value: PgValue,
        _ type: SQLType,
        _ modifiers: [Int]
    ) throws(PgError) -> PgValue {
        guard case .text(let text) = value, let first = modifiers.first else { return value }
        if type == .varchar || type == .bpchar {
            if text.count > first {
                guard text.dropFirst(first).allSatisfy({ $0 == " " }) else {
                    throw PgError("22001", "value too long for type \(type.spoken)(\(first))")
                }
                return .text(String(text.prefix(first)))
            }
            return .text(type == .bpchar ? text.padded(to: first) : text)
        }
        guard type == .numeric, let decimal = PgDecimal(text) else { return value }
        let scale = modifiers.count > 1 ? modifiers[1] : 0
        guard let rounded = decimal.rounded(to: scale),
            let limit = PgDecimal.power(min(max(first - scale, 0), 38)),
            let unit = PgDecimal.power(scale), rounded.mantissa.magnitude / unit.magnitude < limit.magnitude
        else {
            throw PgError(
                "22003",
                "numeric field overflow",
                detail:
                    "A field with precision \(first), scale \(scale) must round to an absolute value less than "
                    + (first == scale ? "1." : "10^\(first - scale).")
            )
        }
        return .text(rounded.text)
    }
}

/// Texts of JSON.
enum PgJSON {
    static func isValid(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        guard value(&rest, depth: 0) else { return false }
        skip(&rest)
        return rest.isEmpty
    }

    private static func skip(_ rest: inout ArraySlice<UInt8>) {
        rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    private static func take(_ sign: Character, _ rest: inout ArraySlice<UInt8>) -> Bool {
        skip(&rest)
        guard rest.first == sign.asciiValue else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func value(_ rest: inout ArraySlice<UInt8>, depth: Int) -> Bool {
        guard depth < 100 else { return false }
        skip(&rest)
        guard let first = rest.first else { return false }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            let close: Character = first == UInt8(ascii: "{") ? "}" : "]"
            rest = rest.dropFirst()
            if take(close, &rest) { return true }
            repeat {
                if close == "}" {
                    skip(&rest)
                    guard string(&rest), take(":", &rest) else { return false }
                }
                guard value(&rest, depth: depth + 1) else { return false }
            } while take(",", &rest)
            return take(close, &rest)
        }
        if first == UInt8(ascii: "\"") { return string(&rest) }
        for word in ["true", "false", "null"] where rest.starts(with: word.utf8) {
            rest = rest.dropFirst(word.utf8.count)
            return true
        }
        let number = rest.prefix { "0123456789+-.eE".utf8.contains($0) }
        guard !number.isEmpty, Double(number.text) != nil, number.first != UInt8(ascii: "+") else {
            return false
        }
        rest = rest.dropFirst(number.count)
        return true
    }

    private static func string(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.popFirst() == UInt8(ascii: "\"") else { return false }
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return true }
            if byte < 0x20 { return false }
            if byte == UInt8(ascii: "\\") {
                guard let next = rest.popFirst(), "\"\\/bfnrtu".utf8.contains(next) else { return false }
            }
        }
        return false
    }

    /// With one blank after each colon and comma, as `jsonb` prints; the keys stay in their order.
    static func spaced(_ text: String) -> String {
        var result = ""
        var isString = false
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isString {
                result.unicodeScalars.append(scalar)
                if isEscaped {
                    isEscaped = false
                } else if scalar == "\\" {
                    isEscaped = true
                } else if scalar == "\"" {
                    isString = false
                }
            } else if scalar == "," || scalar == ":" {
                result.unicodeScalars.append(scalar)
                result += " "
            } else if !scalar.properties.isWhitespace {
                result.unicodeScalars.append(scalar)
                isString = scalar == "\""
            }
        }
        return result
    }
}
