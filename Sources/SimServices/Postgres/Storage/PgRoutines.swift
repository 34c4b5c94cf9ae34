/// The functions of `pg(name, …)`.
enum PgRoutines {
    static let textLimit = 1 << 20

    static func run(
        _ name: String,
        _ values: [PgValue],
        _ context: PgFunctionContext
    ) throws(PgError) -> PgValue {
        if let result = try session(name, values, context) { return result }
        if ["greatest", "least", "concat", "concat_ws"].contains(name) { return try loose(name, values) }
        guard !values.contains(.null) else { return .null }
        if let result = try number(name, values) { return result }
        if let result = try text(name, values) { return result }
        if let result = try moment(name, values) { return result }
        throw .notModelled("the function \(name)")
    }

    static func string(_ value: PgValue?) -> String { value?.output(as: .text) ?? "" }
    static func int(_ value: PgValue?) -> Int {
        switch value {
        case .int(let number)?: number
        case .real(let number)? where abs(number) < 9e18: Int(number)
        case .text(let text)?: Int(text) ?? 0
        default: 0
        }
    }
    static func real(_ value: PgValue?) -> Double {
        switch value {
        case .int(let number)?: Double(number)
        case .real(let number)?: number
        case .text(let text)?: Double(text) ?? 0
        default: 0
        }
    }

    private static func session(
        _ name: String,
        _ values: [PgValue],
        _ context: PgFunctionContext
    ) throws(PgError) -> PgValue? {
        switch name {
        case "now":
            return .text(PgMoment.timestamp(Calendar(microseconds: context.transactionStart), zone: true))
        case "localtimestamp":
            return .text(PgMoment.timestamp(Calendar(microseconds: context.transactionStart), zone: false))
        case "clock_timestamp":
            return .text(PgMoment.timestamp(Calendar(microseconds: context.now), zone: true))
        case "current_date": return .text(Calendar(microseconds: context.transactionStart).date)
        case "version": return .text(context.version)
        case "current_user": return .text(context.user)
        case "current_database": return .text(context.database)
        case "pg_backend_pid": return .int(context.processID)
        case "random": return .real(Double.random(in: 0..<1))
        case "setting": return try setting(values, context)
        case "one":
            guard int(values.first) <= 1 else {
                throw PgError("21000", "more than one row returned by a subquery used as an expression")
            }
            return values.count > 1 ? values[1] : .null
        case "gen_random_uuid":
            var digits = (0..<32).map { _ in String(Int.random(in: 0..<16), radix: 16) }
            digits[12] = "4"
            digits[16] = ["8", "9", "a", "b"][Int.random(in: 0..<4)]
            return try PgCast.cast(.text(digits.joined()), from: .text, to: .uuid)
        case "pg_sleep":
            context.sleep += min(max(real(values.first), 0), 1e6)
            return .text("")
        case "nextval":
            let sequence = string(values.first)
            guard var known = context.sequences[sequence] else {
                throw PgError("42P01", "relation \"\(sequence)\" does not exist")
            }
            let value = known.next()
            context.sequences[sequence] = known
            context.lastSequence = sequence
            return .int(value)
        case "currval":
            let sequence = string(values.first)
            guard let known = context.sequences[sequence] else {
                throw PgError("42P01", "relation \"\(sequence)\" does not exist")
            }
            guard known.isCalled else {
                throw PgError(
                    "55000",
                    "currval of sequence \"\(sequence)\" is not yet defined in this session"
                )
            }
            return .int(known.last)
        case "lastval":
            guard let sequence = context.lastSequence, let known = context.sequences[sequence] else {
                throw PgError("55000", "lastval is not yet defined in this session")
            }
            return .int(known.last)
        case "setval":
            let sequence = string(values.first)
            guard context.sequences[sequence] != nil else {
                throw PgError("42P01", "relation \"\(sequence)\" does not exist")
            }
            context.sequences[sequence]?.last = int(values.dropFirst().first)
            context.sequences[sequence]?.isCalled = values.count < 3 || int(values[2]) != 0
            return .int(int(values.dropFirst().first))
        default: return nil
        }
    }

    /// A setting's value; the second value says whether one that is missing is NULL.
    private static func setting(
        _ values: [PgValue],
        _ context: PgFunctionContext
    ) throws(PgError) -> PgValue {
        guard case .text(let name)? = values.first else { return .null }
        if let known = context.settings.first(where: { $0.key.lowercased() == name.lowercased() }) {
            return .text(known.value)
        }
        let error = PgError.noSetting(name)
        if values.count > 1, values[1] == .int(1), !error.isUnmodelled { return .null }
        throw error
    }

    /// Those that make something of NULL.
    private static func loose(_ name: String, _ values: [PgValue]) throws(PgError) -> PgValue {
        let known = values.filter { $0 != .null }
        switch name {
        case "concat": return .text(known.map { string($0) }.joined())
        case "concat_ws":
            guard let first = values.first, first != .null else { return .null }
            return .text(
                values.dropFirst().filter { $0 != .null }.map { string($0) }.joined(separator: string(first))
            )
        default:
            // The first value says whether they are decimals.
            let isDecimal = values.first == .int(1)
            let rest = values.dropFirst().filter { $0 != .null }
            func precedes(_ one: PgValue, _ other: PgValue) -> Bool {
                switch (one, other) {
                case (.text(let a), .text(let b)):
                    isDecimal ? PgDecimal.precedes(a, b) < 0 : a.utf8.lexicographicallyPrecedes(b.utf8)
                default: real(one) < real(other)
                }
            }
            return (name == "greatest" ? rest.max(by: precedes) : rest.min(by: precedes)) ?? .null
        }
    }

    private static func number(_ name: String, _ values: [PgValue]) throws(PgError) -> PgValue? {
        switch name {
        case "int2", "int4", "int8":
            let type = SQLType(rawValue: name) ?? .int8
            guard case .int(let number)? = values.first, PgCast.bounds(of: type).contains(number) else {
                throw PgCast.tooLarge(type)
            }
            return .int(number)
        case "div", "mod":
            let (left, right) = (int(values[0]), int(values[1]))
            guard right != 0 else { throw PgError("22012", "division by zero") }
            if right == -1 {
                return name == "mod" ? .int(0) : .int(0.subtractingReportingOverflow(left).partialValue)
            }
            return .int(name == "div" ? left / right : left % right)
        case "fdiv":
            guard real(values[1]) != 0 else { throw PgError("22012", "division by zero") }
            return .real(real(values[0]) / real(values[1]))
        case "num":
            let sign = string(values[0])
            guard let left = PgDecimal(string(values[1])), let right = PgDecimal(string(values[2])) else {
                throw .notModelled("numeric beyond 38 digits")
            }
            if sign == "/" || sign == "%", right.mantissa == 0 { throw PgError("22012", "division by zero") }
            guard let result = PgDecimal.compute(sign, left, right) else {
                throw .notModelled("numeric beyond 38 digits")
            }
            return .text(result.text)
        case "power":
            let result = pow(real(values[0]), real(values[1]))
            guard result.isFinite else { throw PgError("22003", "value out of range: overflow") }
            return .real(result)
        case "sqrt":
            guard real(values[0]) >= 0 else {
                throw PgError("2201F", "cannot take square root of a negative number")
            }
            return .real(real(values[0]).squareRoot())
        case "fround": return .real(real(values[0]).rounded(.toNearestOrEven))
        case "ffloor": return .real(real(values[0]).rounded(.down))
        case "fceil": return .real(real(values[0]).rounded(.up))
        case "nround":
            guard
                let result = PgDecimal(string(values[0]))?.rounded(to: values.count > 1 ? int(values[1]) : 0)
            else {
                throw .notModelled("numeric beyond 38 digits")
            }
            return .text(result.text)
        case "nfloor": return (PgDecimal(string(values[0]))?.floored()).map { .text($0.text) } ?? .null
        case "nceil":
            let negative = PgDecimal(string(values[0])).map {
                PgDecimal(mantissa: -$0.mantissa, scale: $0.scale)
            }
            return (negative?.floored()).map { .text(PgDecimal(mantissa: -$0.mantissa, scale: 0).text) }
                ?? .null
        case "nneg":
            return PgDecimal(string(values[0])).map {
                .text(PgDecimal(mantissa: -$0.mantissa, scale: $0.scale).text)
            } ?? .null
        case "nabs":
            return PgDecimal(string(values[0])).map {
                .text(PgDecimal(mantissa: $0.mantissa < 0 ? -$0.mantissa : $0.mantissa, scale: $0.scale).text)
            }
                ?? .null
        default: return nil
        }
    }

    /// By whole exponents exactly, else by logarithms, which the standard library hasn't.
    private static func pow(_ base: Double, _ exponent: Double) -> Double {
        guard exponent == exponent.rounded(), abs(exponent) < 2000 else {
            return exponent == 0.5 ? base.squareRoot() : .nan
        }
        var result = 1.0
        for _ in 0..<Int(abs(exponent)) { result *= base }
        return exponent < 0 ? 1 / result : result
    }
}

extension String {
    /// The pieces between a separator, which isn't empty.
    func split(_ separator: String) -> [String] {
        var pieces: [String] = []
        var rest = self
        while let range = rest.range(of: separator) {
            pieces.append(String(rest[..<range.lowerBound]))
            rest = String(rest[range.upperBound...])
        }
        return pieces + [rest]
    }
}

/// LIKE and ILIKE.
enum PgLike {
    static func matches(_ text: String, _ pattern: String, ignoresCase: Bool) -> Bool {
        let letters = Array(ignoresCase ? text.lowercased() : text)
        var signs: [(letter: Character, isLiteral: Bool)] = []
        var rest = (ignoresCase ? pattern.lowercased() : pattern)[...]
        while let letter = rest.popFirst() {
            if letter == "\\", let next = rest.popFirst() {
                signs.append((next, true))
            } else {
                signs.append((letter, false))
            }
        }
        var (at, place) = (0, 0)
        var star: (sign: Int, letter: Int)?
        while at < letters.count {
            if place < signs.count, !signs[place].isLiteral, signs[place].letter == "%" {
                star = (place, at)
                place += 1
            } else if place < signs.count,
                signs[place].letter == letters[at] || (!signs[place].isLiteral && signs[place].letter == "_")
            {
                place += 1
                at += 1
            } else if let last = star {
                place = last.sign + 1
                at = last.letter + 1
                star = (last.sign, at)
            } else {
                return false
            }
        }
        while place < signs.count, !signs[place].isLiteral, signs[place].letter == "%" { place += 1 }
        return place == signs.count
    }
}
