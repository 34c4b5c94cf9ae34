public import TextMatch

/// A question to a JSON document: `$ is array`, `$.items count = 3`, `$.name = web`, `$.containers[*].image has-no x`.
public struct JSONQuestion: Hashable, Sendable {
    /// What must be so of every value that the path leads to.
    public enum Test: Hashable, Sendable {
        case exists
        case isKind(String)
        case isEqual(String)
        case isUnequal(String)
        case contains(String)
        case lacks(String)
        case count(QuantityCondition)
        case number(QuantityCondition)
    }

    /// A step of a path.
    public enum Step: Hashable, Sendable {
        case member(String)
        /// Counted from the end where it is negative.
        case element(Int)
        /// All elements, or all members' values.
        case every
    }

    public var path: [Step]
    public var test: Test

    /// Reads a question; nil where it isn't one.
    public init?(parsing text: String) {
        guard text.first == "$", let (path, rest) = Self.path(text.dropFirst()),
            let test = Self.test(rest.trimmingSpaces)
        else { return nil }
        (self.path, self.test) = (path, test)
    }

    // MARK: Reading

    private static func path(_ text: Substring) -> ([Step], Substring)? {
        var (path, rest): ([Step], Substring) = ([], text)
        while let sign = rest.first, sign == "." || sign == "[" {
            rest = rest.dropFirst()
            if sign == "." {
                let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "*" }
                guard !name.isEmpty else { return nil }
                path.append(name == "*" ? .every : .member(String(name)))
                rest = rest[name.endIndex...]
            } else {
                guard let close = rest.firstIndex(of: "]"), let step = bracketed(rest[..<close]) else {
                    return nil
                }
                path.append(step)
                rest = rest[rest.index(after: close)...]
            }
        }
        guard rest.isEmpty || !(rest.first?.isLetter ?? false) else { return nil }
        return (path, rest)
    }

    private static func bracketed(_ text: Substring) -> Step? {
        if text == "*" { return .every }
        if let index = Int(text) { return .element(index) }
        guard let quote = text.first, quote == "'" || quote == "\"", text.last == quote, text.count > 2 else {
            return nil
        }
        return .member(String(text.dropFirst().dropLast()))
    }

    private static let kinds: Set<String> = ["array", "object", "string", "number", "boolean", "null"]

    private static func test(_ text: Substring) -> Test? {
        if text.isEmpty || text == "exists" { return .exists }
        if text.hasPrefix("is ") {
            let kind = String(text.dropFirst(3).trimmingSpaces)
            return kinds.contains(kind) ? .isKind(kind) : nil
        }
        if text.hasPrefix("count"),
            let condition = QuantityCondition(parsing: text.dropFirst(5).trimmingSpaces)
        {
            return .count(condition)
        }
        for (sign, make) in signs where text.hasPrefix(sign) {
            let value = text.dropFirst(sign.count).trimmingSpaces
            return value.isEmpty ? nil : make(unquoted(value))
        }
        return QuantityCondition(parsing: text).map { .number($0) }
    }

    private static let signs: [(String, @Sendable (String) -> Test)] = [
        ("has-no", { .lacks($0) }), ("!=", { .isUnequal($0) }), ("=~", { .contains($0) }),
        ("~", { .contains($0) }),
        ("==", { .isEqual($0) }), ("=", { .isEqual($0) }),
    ]

    private static func unquoted(_ text: Substring) -> String {
        guard text.count > 1, let quote = text.first, quote == "'" || quote == "\"", text.last == quote else {
            return String(text)
        }
        return String(text.dropFirst().dropLast())
    }
}

extension Substring {
    /// Without spaces at its ends.
    fileprivate var trimmingSpaces: Substring {
        var part = drop { $0 == " " }
        while part.last == " " { part.removeLast() }
        return part
    }
}
