/// `expr`.
struct ExprCommand {
    private struct Failure: Error {
        let words: String
    }

    private let words: [String]
    private var at = 0
    private var depth = 0

    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        guard !applet.arguments.isEmpty else { throw await applet.usage("expr EXPRESSION", 2) }
        var expression = ExprCommand(words: applet.arguments)
        let value: String
        do throws(Failure) {
            value = try expression.either()
            guard expression.at == expression.words.count else { throw Failure(words: "syntax error") }
        } catch {
            throw await applet.fail(error.words, 2)
        }
        try await applet.printLine(value)
        return value.isEmpty || Int(value) == 0 ? 1 : 0
    }

    private init(words: [String]) { self.words = words }

    private var next: String? { at < words.count ? words[at] : nil }

    private mutating func take(_ signs: [String]) -> String? {
        guard let next, signs.contains(next) else { return nil }
        at += 1
        return next
    }

    private static func isTrue(_ value: String) -> Bool { !value.isEmpty && Int(value) != 0 }

    private static func number(_ value: String) throws(Failure) -> Int {
        guard let number = Int(value) else { throw Failure(words: "non-numeric argument") }
        return number
    }

    private mutating func either() throws(Failure) -> String {
        depth += 1
        defer { depth -= 1 }
        guard depth < 50 else { throw Failure(words: "nested too deeply") }
        var value = try both()
        while take(["|"]) != nil {
            let right = try both()
            value = Self.isTrue(value) ? value : Self.isTrue(right) ? right : "0"
        }
        return value
    }

    private mutating func both() throws(Failure) -> String {
        var value = try comparison()
        while take(["&"]) != nil {
            let right = try comparison()
            value = Self.isTrue(value) && Self.isTrue(right) ? value : "0"
        }
        return value
    }

    private mutating func comparison() throws(Failure) -> String {
        var value = try sum()
        while let sign = take(["<", "<=", "=", "==", "!=", ">=", ">"]) {
            let right = try sum()
            let order: Int
            if let one = Int(value), let other = Int(right) {
                order = one < other ? -1 : one > other ? 1 : 0
            } else {
                order =
                    value.utf8.elementsEqual(right.utf8)
                    ? 0 : value.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
            }
            let holds: Bool
            switch sign {
            case "<": holds = order < 0
            case "<=": holds = order <= 0
            case "!=": holds = order != 0
            case ">=": holds = order >= 0
            case ">": holds = order > 0
            default: holds = order == 0
            }
            value = holds ? "1" : "0"
        }
        return value
    }

    private mutating func sum() throws(Failure) -> String {
        var value = try product()
        while let sign = take(["+", "-"]) {
            let (one, other) = (try Self.number(value), try Self.number(product()))
            value = String(sign == "+" ? one &+ other : one &- other)
        }
        return value
    }

    private mutating func product() throws(Failure) -> String {
        var value = try match()
        while let sign = take(["*", "/", "%"]) {
            let (one, other) = (try Self.number(value), try Self.number(match()))
            if sign == "*" {
                value = String(one &* other)
                continue
            }
            guard other != 0 else { throw Failure(words: "division by zero") }
            value = String(
                sign == "/"
                    ? one.dividedReportingOverflow(by: other).partialValue : other == -1 ? 0 : one % other
            )
        }
        return value
    }

    private mutating func match() throws(Failure) -> String {
        var value = try primary()
        while take([":"]) != nil { value = try Self.matched(value, try primary()) }
        return value
    }

    /// What a pattern matches at the beginning: the first group's text, or how much.
    private static func matched(_ text: String, _ pattern: String) throws(Failure) -> String {
        let regex: PosixRegex
        do throws(PosixRegex.Failure) {
            let bare = pattern.hasPrefix("^") ? String(pattern.dropFirst()) : pattern
            regex = try PosixRegex(Array("^\(bare)".utf8), extended: false)
        } catch {
            throw Failure(words: error.words)
        }
        let bytes = Array(text.utf8)
        let match = regex.firstMatch(in: bytes)
        if regex.groups > 0 { return match?[1].map { String(decoding: bytes[$0], as: UTF8.self) } ?? "" }
        return String(match?[0]?.count ?? 0)
    }

    private mutating func primary() throws(Failure) -> String {
        guard let word = next else { throw Failure(words: "syntax error") }
        at += 1
        switch word {
        case "(":
            let value = try either()
            guard take([")"]) != nil else { throw Failure(words: "syntax error") }
            return value
        case ")": throw Failure(words: "syntax error")
        case "length" where next != nil: return String(try primary().utf8.count)
        case "match" where at + 1 < words.count:
            let text = try primary()
            return try Self.matched(text, try primary())
        case "index" where at + 1 < words.count:
            let text = Array(try primary().utf8)
            let wanted = Set(try primary().utf8)
            return String((text.firstIndex { wanted.contains($0) } ?? -1) + 1)
        case "substr" where at + 2 < words.count:
            let text = Array(try primary().utf8)
            let (start, count) = (try Self.number(primary()), try Self.number(primary()))
            guard start > 0, count > 0, start <= text.count else { return "" }
            let end = min(text.count, start - 1 + min(count, text.count))
            return String(decoding: text[(start - 1)..<end], as: UTF8.self)
        default: return word
        }
    }
}
