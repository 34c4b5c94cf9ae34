import LabModel
import SourceText
import TextMatch

/// Reads what must hold of a check's subject, one predicate after the other.
struct PredicateReader {
    let subject: CheckSubject
    private(set) var tokens: ArraySlice<DirectiveToken>
    private let end: Int

    init(subject: CheckSubject, tokens: ArraySlice<DirectiveToken>, end: Int) {
        self.subject = subject
        self.tokens = tokens
        self.end = end
    }

    /// Returns the next predicate, nil at the end.
    mutating func next() throws(CheckError) -> CheckPredicate? {
        guard let token = tokens.popFirst() else { return nil }
        let word = token.key ?? String(token.value.prefix { !"~<>!".contains($0) })
        guard let form = Self.vocabulary[subject.word]?[word] else {
            throw CheckError(
                message: "'\(token.source)' can't be asked of \(Self.article(subject.word))",
                range: token.range,
                note: Self.help(subject)
            )
        }
        if case .prefix = form {
            guard let predicate = try next() else { throw nothingFollows(word, token) }
            return predicate
        }
        return try predicate(form, word, token)
    }

    private func nothingFollows(_ word: String, _ token: DirectiveToken) -> CheckError {
        CheckError(message: "something must follow '\(word)'", range: token.range, note: Self.help(subject))
    }

    // MARK: Forms

    /// How a predicate is written.
    enum Form: Sendable {
        case alone(CheckPredicate)
        /// A word that only leads to the next: `limits memory <= 1GiB`.
        case prefix
        /// `size <= 30MB`, `count=3`
        case quantity(Measure)
        /// `image=x`, `user != root`
        case text
        /// `logs ~ "text"`, `image=~x`, `entrypoint has-no "text"`
        case part
        /// A text, or a part of one.
        case textOrPart
        /// `platforms = {a, b}`
        case members
        /// `env K=V`
        case pair(@Sendable (String, String?) -> CheckPredicate)
        /// One word that follows.
        case operand(@Sendable (String) -> CheckPredicate?)
        case exited, publishes, order, header, notWhat, condition, rolledOut, hasFile, noneOf, compose,
            question,
            expression
    }

    private mutating func predicate(
        _ form: Form,
        _ word: String,
        _ token: DirectiveToken
    ) throws(CheckError) -> CheckPredicate {
        switch form {
        case .prefix: throw nothingFollows(word, token)
        case .alone(let predicate): return predicate
        case .quantity(let measure):
            return .quantity(property: word, try condition(word, token, measure))
        case .text, .part, .textOrPart: return try comparison(word, token, form)
        case .members: return .members(property: word, try members(word, token))
        case .pair(let make):
            let (name, value) = try pair(word, token)
            return make(name, value)
        case .operand(let make):
            let operand = try operand(word, token)
            guard let predicate = make(operand.value) else {
                throw CheckError(
                    message: "'\(operand.source)' doesn't follow '\(word)'",
                    range: operand.range,
                    note: Self.help(subject)
                )
            }
            return predicate
        case .question: return .json(try Self.question(try operand(word, token)))
        case .expression: return .matches(try Self.expression(try operand(word, token)))
        case .exited: return .exited(code: try number("code", 0...255, "an exit code"))
        case .rolledOut: return .rolledOut(revision: try number("revision", 1...Int.max, "a revision"))
        case .publishes:
            let port = try Self.containerPort(try operand(word, token))
            guard tokens.first?.value == "->" else { return .publishes(port: port, hostPort: nil) }
            tokens.removeFirst()
            return .publishes(port: port, hostPort: try Self.hostPort(try operand("->", token)))
        case .order:
            let text = try operand(word, token)
            let parts = text.source.split(separator: "<")
            guard parts.count == 2 else {
                throw CheckError(message: "an order is written 'db<web': db comes first", range: text.range)
            }
            return .order(first: String(parts[0]), second: String(parts[1]))
        case .header:
            let text = try operand(word, token)
            let parts = text.source.split(separator: "~", maxSplits: 1)
            guard parts.count == 2 else {
                throw CheckError(message: "a header is written 'NAME~text'", range: text.range)
            }
            return .header(name: String(parts[0]), contains: String(parts[1].filter { $0 != "\"" }))
        case .notWhat:
            let what = try operand(word, token)
            guard what.value == "privileged" else {
                throw CheckError(message: "'not' is followed by 'privileged'", range: what.range)
            }
            return .notPrivileged
        case .condition:
            let place = tokens.first?.range ?? token.range
            let (name, value) = try pair(word, token)
            return .condition(
                type: name,
                value: try Self.operand(
                    value ?? "True",
                    of: Self.statuses,
                    what: "status of a condition",
                    at: place
                )
            )
        case .hasFile:
            let path = try operand(word, token).value
            var mode: String?
            if let token = tokens.first, token.key == "mode" {
                tokens.removeFirst()
                mode = try Self.mode(token)
            }
            return .file(path: path, mode: mode, isPresent: word == "has-file")
        case .noneOf:
            guard let token = tokens.first, token.key == "type" else { return .noEvents(type: nil) }
            tokens.removeFirst()
            return .noEvents(
                type: try Self.operand(
                    token.value,
                    of: Self.eventTypes,
                    what: "type of events",
                    at: token.range
                )
            )
        case .compose:
            let what = try operand(word, token)
            guard what.value == "service" else {
                throw CheckError(message: "'compose' is followed by 'service NAME'", range: what.range)
            }
            return .composeService(try operand("service", token).value)
        }
    }

    // MARK: Parts

    private mutating func operand(
        _ word: String,
        _ token: DirectiveToken
    ) throws(CheckError) -> DirectiveToken {
        if token.key != nil, !token.value.isEmpty {
            var value = token
            value.key = nil
            value.source = token.value
            return value
        }
        guard let next = tokens.popFirst() else { throw nothingFollows(word, token) }
        return next
    }

    /// `K=V`, or `K` alone.
    private mutating func pair(
        _ word: String,
        _ token: DirectiveToken
    ) throws(CheckError) -> (String, String?) {
        let next = try operand(word, token)
        let text = next.isQuoted && next.key == nil ? next.value : next.source
        guard let sign = text.firstIndex(of: "=") else { return (text, nil) }
        let value = next.key == nil ? String(text[text.index(after: sign)...]) : next.value
        return (String(text[..<sign]), value)
    }

    private mutating func number(
        _ key: String,
        _ range: ClosedRange<Int>,
        _ what: String
    ) throws(CheckError) -> Int? {
        guard let token = tokens.first, token.key == key else { return nil }
        tokens.removeFirst()
        guard let number = Int(token.value), range.contains(number) else {
            let end = range.upperBound == Int.max ? "up" : "to \(range.upperBound)"
            throw CheckError(
                rule: "lab.check.operand",
                message: "'\(token.value)' is not \(what)",
                range: token.range,
                note: "\(key)= takes a number from \(range.lowerBound) \(end)"
            )
        }
        return number
    }

    private static let signs = ["has-no", "<=", ">=", "!=", "==", "=~", "!~", "=", "<", ">", "~"]

    /// The sign and what stands behind it, whether or not there are spaces around.
    private mutating func sign(
        _ word: String,
        _ token: DirectiveToken
    ) throws(CheckError) -> (sign: String, value: String, range: Range<Int>) {
        var range = token.range
        var text = token.key == nil ? String(token.source.dropFirst(word.count)) : "=" + token.value
        if text.isEmpty, let next = tokens.popFirst() {
            range = range.lowerBound..<next.range.upperBound
            text = next.isQuoted ? "" : next.source
        }
        guard let sign = Self.signs.first(where: text.hasPrefix) else {
            throw CheckError(
                message: "'\(word)' is followed by a sign such as = or ~",
                range: token.range,
                note: Self.help(subject)
            )
        }
        var value = String(text.dropFirst(sign.count))
        if value.isEmpty {
            guard let next = tokens.popFirst() else {
                throw CheckError(message: "something must follow '\(word) \(sign)'", range: range)
            }
            range = range.lowerBound..<next.range.upperBound
            value = next.key == nil ? next.value : next.source
        } else if value.hasPrefix("\""), value.hasSuffix("\""), value.count > 1 {
            value = String(value.dropFirst().dropLast())
        }
        return (sign, value, range)
    }

    private mutating func condition(
        _ word: String,
        _ token: DirectiveToken,
        _ measure: Measure
    ) throws(CheckError) -> QuantityCondition {
        let (sign, value, range) = try sign(word, token)
        return try Self.condition(sign, value, measure, at: range)
    }

    private mutating func comparison(
        _ word: String,
        _ token: DirectiveToken,
        _ form: Form
    ) throws(CheckError) -> CheckPredicate {
        let (sign, value, range) = try sign(word, token)
        switch (sign, form) {
        case ("~", .part), ("=~", .part), ("~", .textOrPart), ("=~", .textOrPart):
            return .contains(property: word, isContained: true, text: value)
        case ("has-no", .part), ("!~", .part), ("has-no", .textOrPart), ("!~", .textOrPart):
            return .contains(property: word, isContained: false, text: value)
        case ("=", .text), ("==", .text), ("=", .textOrPart), ("==", .textOrPart):
            return .text(property: word, isEqual: true, value: try operand(word, value, at: range))
        case ("!=", .text), ("!=", .textOrPart):
            return .text(property: word, isEqual: false, value: try operand(word, value, at: range))
        default:
            throw CheckError(
                message: "'\(word)' can't be compared by '\(sign)'",
                range: range,
                note: Self.help(subject)
            )
        }
    }

    private mutating func members(_ word: String, _ token: DirectiveToken) throws(CheckError) -> Set<String> {
        let (sign, value, range) = try sign(word, token)
        guard sign == "=" || sign == "==", value.hasPrefix("{"), value.hasSuffix("}") else {
            throw CheckError(message: "a set is written '\(word) = {a, b}'", range: range)
        }
        let names = value.dropFirst().dropLast().split { $0 == "," || $0 == " " }.map(String.init)
        guard !names.isEmpty else { throw CheckError(message: "the set is empty", range: range) }
        return Set(names)
    }

    private static func article(_ word: String) -> String {
        "aeiou".contains(word.first ?? "x") ? "an \(word)" : "a \(word)"
    }

    /// Which predicates a subject has.
    static func help(_ subject: CheckSubject) -> String {
        "there are " + (vocabulary[subject.word] ?? [:]).keys.sorted().joined(separator: ", ")
    }
}
