/// Reads a label selector as requests write it: `app=web,tier in (a,b),!old`.
///
/// The grammar and the messages are those of the real server.
struct LabelSelectorParser {
    private enum Token: Equatable {
        case end, comma, open, close, not, equals, doubleEquals, notEquals, greater, less, isIn, isNotIn
        case identifier
    }

    private let items: [(token: Token, text: String)]
    private var position = 0

    /// - Throws: ``StatusError`` 400 with what was found and what was expected.
    static func parse(_ text: String) throws(StatusError) -> LabelSelector {
        var parser = LabelSelectorParser(items: scan(text))
        return try parser.selector()
    }

    private init(items: [(token: Token, text: String)]) { self.items = items }

    private static func scan(_ text: String) -> [(token: Token, text: String)] {
        var items: [(token: Token, text: String)] = []
        var rest = Array(text.utf8)[...]
        func isSpecial(_ byte: UInt8) -> Bool { "=!(),<>".utf8.contains(byte) }
        func isSpace(_ byte: UInt8) -> Bool { " \t\r\n".utf8.contains(byte) }
        while let byte = rest.first {
            if isSpace(byte) {
                rest = rest.dropFirst()
                continue
            }
            let word =
                isSpecial(byte)
                ? rest.prefix(rest.dropFirst().first == UInt8(ascii: "=") && "=!".utf8.contains(byte) ? 2 : 1)
                : rest.prefix { !isSpecial($0) && !isSpace($0) }
            rest = rest.dropFirst(word.count)
            let text = String(decoding: word, as: UTF8.self)
            items.append((token(text), text))
        }
        return items
    }

    private static func token(_ text: String) -> Token {
        switch text {
        case ",": .comma
        case "(": .open
        case ")": .close
        case "!": .not
        case "=": .equals
        case "==": .doubleEquals
        case "!=": .notEquals
        case ">": .greater
        case "<": .less
        case "in": .isIn
        case "notin": .isNotIn
        default: .identifier
        }
    }

    /// The next word where values may stand: there, `in` is a word as others.
    private var next: (token: Token, text: String) {
        guard position < items.count else { return (.end, "") }
        let item = items[position]
        return item.token == .isIn || item.token == .isNotIn ? (.identifier, item.text) : item
    }

    private mutating func take() -> (token: Token, text: String) {
        defer { position += 1 }
        return next
    }

    private mutating func selector() throws(StatusError) -> LabelSelector {
        var requirements: [LabelSelector.Requirement] = []
        while true {
            let (token, text) = next
            switch token {
            case .end: return LabelSelector(requirements)
            case .identifier, .not:
                do { requirements.append(try requirement()) } catch {
                    throw .badRequest("unable to parse requirement: \(error.message)")
                }
                let (after, found) = take()
                switch after {
                case .end: return LabelSelector(requirements)
                case .comma:
                    guard next.token == .identifier || next.token == .not else {
                        throw .badRequest("found '\(next.text)', expected: identifier after ','")
                    }
                default: throw .badRequest("found '\(found)', expected: ',' or 'end of string'")
                }
            default: throw .badRequest("found '\(text)', expected: !, identifier, or 'end of string'")
            }
        }
    }

    private mutating func requirement() throws(StatusError) -> LabelSelector.Requirement {
        let isNegated = next.token == .not
        if isNegated { position += 1 }
        let (token, key) = take()
        guard token == .identifier else { throw .badRequest("found '\(key)', expected: identifier") }
        if let problem = NameRules.qualifiedNameProblem(key) {
            throw .badRequest("key: Invalid value: \(GoFormat.quoted(key)): \(problem)")
        }
        if isNegated { return .init(key, .doesNotExist) }
        if next.token == .end || next.token == .comma { return .init(key, .exists) }
        return try comparison(of: key)
    }

    private mutating func comparison(of key: String) throws(StatusError) -> LabelSelector.Requirement {
        let (token, text) = position < items.count ? items[position] : (.end, "")
        position += 1
        let requirement: LabelSelector.Requirement
        switch token {
        case .isIn: requirement = .init(key, .isIn, try values())
        case .isNotIn: requirement = .init(key, .isNotIn, try values())
        case .equals, .doubleEquals: requirement = .init(key, .isIn, [try value()])
        case .notEquals: requirement = .init(key, .isNotIn, [try value()])
        case .greater: requirement = .init(key, .isGreater, [try value()])
        case .less: requirement = .init(key, .isLess, [try value()])
        default: throw .badRequest("found '\(text)', expected: in, notin, =, ==, !=, gt, lt")
        }
        for (index, value) in requirement.values.enumerated() {
            if let problem = NameRules.labelValueProblem(value) {
                throw .badRequest(
                    "values[\(index)][\(key)]: Invalid value: \(GoFormat.quoted(value)): \(problem)"
                )
            }
        }
        if requirement.operator == .isGreater || requirement.operator == .isLess,
            Int(requirement.values[0]) == nil
        {
            throw .badRequest(
                "values[0]: Invalid value: \(GoFormat.quoted(requirement.values[0])): "
                    + "for 'Gt', 'Lt' operators, the value must be an integer"
            )
        }
        return requirement
    }

    private mutating func value() throws(StatusError) -> String {
        if next.token == .end || next.token == .comma { return "" }
        let (token, text) = take()
        guard token == .identifier else { throw .badRequest("found '\(text)', expected: identifier") }
        return text
    }

    private mutating func values() throws(StatusError) -> [String] {
        let (token, text) = take()
        guard token == .open else { throw .badRequest("found '\(text)' expected: '('") }
        var values: Set<String> = []
        // An empty place between commas is the empty value.
        var isPlaceFilled = false
        while true {
            let (token, text) = take()
            switch token {
            case .identifier where !isPlaceFilled:
                values.insert(text)
                isPlaceFilled = true
            case .comma:
                if !isPlaceFilled { values.insert("") }
                isPlaceFilled = false
            case .close:
                if !isPlaceFilled, !values.isEmpty { values.insert("") }
                return values.sorted()
            default:
                throw .badRequest(
                    "found '\(text)', expected: \(isPlaceFilled ? "',' or ')'" : "',', ')' or identifier")"
                )
            }
        }
    }
}
