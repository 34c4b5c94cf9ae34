/// Variables and their values, and how a builder replaces them in an instruction.
public struct VariableScope: Hashable, Sendable {
    /// The variables that are set.
    public var values: [String: String]

    public init(_ values: [String: String] = [:]) { self.values = values }

    /// A text after replacement.
    public struct Expansion: Hashable, Sendable {
        /// The text; a variable that isn't set leaves nothing.
        public var text: String
        /// The variables that were asked for and aren't set.
        public var unset: Set<String>
        /// Why a builder refuses the text; nothing when it doesn't.
        public var problem: String?
    }

    /// Replaces `$NAME`, `${NAME}`, and `${NAME:-word}` with its sisters `+`, `?` and the forms without a colon;
    /// takes quotes and escapes away.
    public func expand(_ text: String, escape: UInt8 = UInt8(ascii: "\\")) -> Expansion {
        var expander = Expander(values: values, escape: escape, rest: Array(text.utf8)[...])
        let bytes = expander.text(until: nil, depth: 0)
        return Expansion(
            text: String(decoding: bytes, as: UTF8.self),
            unset: expander.unset,
            problem: expander.problem
        )
    }
}

private struct Expander {
    let values: [String: String]
    let escape: UInt8
    var rest: ArraySlice<UInt8>
    var unset: Set<String> = []
    var problem: String?

    /// How deep words may nest in words: far more than anyone writes, far less than a stack holds.
    private static let deepest = 64

    mutating func text(until end: UInt8?, depth: Int) -> [UInt8] {
        var result: [UInt8] = []
        while let byte = rest.first, problem == nil {
            if byte == end { return result }
            rest.removeFirst()
            switch byte {
            case UInt8(ascii: "'"): result += singleQuoted()
            case UInt8(ascii: "\""): result += doubleQuoted(depth: depth)
            case UInt8(ascii: "$"): result += variable(depth: depth)
            case escape: if let next = rest.popFirst() { result.append(next) }
            default: result.append(byte)
            }
        }
        if end != nil, problem == nil { problem = "syntax error: missing '}'" }
        return result
    }

    private mutating func singleQuoted() -> [UInt8] {
        guard let end = rest.firstIndex(of: UInt8(ascii: "'")) else {
            problem = "unexpected end of statement while looking for matching single-quote"
            return []
        }
        defer { rest = rest[(end + 1)...] }
        return Array(rest[..<end])
    }

    private mutating func doubleQuoted(depth: Int) -> [UInt8] {
        var result: [UInt8] = []
        while let byte = rest.popFirst(), problem == nil {
            switch byte {
            case UInt8(ascii: "\""): return result
            case UInt8(ascii: "$"): result += variable(depth: depth)
            case escape:
                guard let next = rest.popFirst() else { break }
                if next != UInt8(ascii: "\""), next != UInt8(ascii: "$"), next != escape {
                    result.append(byte)
                }
                result.append(next)
            default: result.append(byte)
            }
        }
        problem = problem ?? "unexpected end of statement while looking for matching double-quote"
        return result
    }

    private mutating func variable(depth: Int) -> [UInt8] {
        guard depth < Self.deepest else {
            problem = "substitutions nest too deeply"
            return []
        }
        guard rest.first == UInt8(ascii: "{") else {
            let name = takeName()
            return name.isEmpty ? [UInt8(ascii: "$")] : value(name) ?? []
        }
        rest.removeFirst()
        let name = takeName()
        guard !name.isEmpty, let next = rest.popFirst() else {
            problem = "syntax error: bad substitution"
            return []
        }
        if next == UInt8(ascii: "}") { return value(name) ?? [] }
        let hasColon = next == UInt8(ascii: ":")
        guard let modifier = hasColon ? rest.popFirst() : next else {
            problem = "syntax error: missing ':' in substitution"
            return []
        }
        return modified(name, by: modifier, emptyCounts: hasColon, depth: depth)
    }

    private mutating func modified(
        _ name: String,
        by modifier: UInt8,
        emptyCounts: Bool,
        depth: Int
    ) -> [UInt8] {
        let word = text(until: UInt8(ascii: "}"), depth: depth + 1)
        if !rest.isEmpty { rest.removeFirst() }
        let set = values[name].flatMap { $0.isEmpty && emptyCounts ? nil : Array($0.utf8) }
        switch modifier {
        case UInt8(ascii: "-"): return set ?? word
        case UInt8(ascii: "+"): return set == nil ? [] : word
        case UInt8(ascii: "?"):
            if set == nil {
                let reason =
                    word.isEmpty ? "is not allowed to be unset" : String(decoding: word, as: UTF8.self)
                problem = problem ?? "\(name): \(reason)"
            }
            return set ?? []
        default:
            let character = Character(Unicode.Scalar(modifier))
            problem = problem ?? "unsupported modifier (\(character)) in substitution"
            return []
        }
    }

    private mutating func value(_ name: String) -> [UInt8]? {
        guard let value = values[name] else {
            unset.insert(name)
            return nil
        }
        return Array(value.utf8)
    }

    private mutating func takeName() -> String {
        guard let first = rest.first else { return "" }
        let isLetter = { (byte: UInt8) in
            byte == UInt8(ascii: "_") || Character(Unicode.Scalar(byte)).isLetter && byte < 0x80
        }
        let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        let name: ArraySlice<UInt8>
        if isLetter(first) {
            name = rest.prefix { isLetter($0) || isDigit($0) }
        } else if isDigit(first) {
            name = rest.prefix(while: isDigit)
        } else if "@*#?-$!".utf8.contains(first) {
            name = rest.prefix(1)
        } else {
            return ""
        }
        rest = rest[name.endIndex...]
        return String(decoding: name, as: UTF8.self)
    }
}
