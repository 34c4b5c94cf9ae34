/// Reads the pattern of a ``NameExpression``.
struct NameExpressionParser {
    typealias Step = NameExpression.Step
    typealias Characters = NameExpression.Characters

    private static let longestPattern = 1000
    private static let mostSteps = 10_000
    /// How often a part may be asked for, as in Go.
    private static let mostRepeats = 1000

    private var rest: Substring.UnicodeScalarView
    /// How many groups are open: each is a call.
    private var depth = 0

    private struct Unreadable: Error {}

    init(_ text: String) { rest = text.unicodeScalars[...] }

    /// The steps of the pattern; nil where it can't be read.
    mutating func parse() -> [Step]? {
        guard rest.count <= Self.longestPattern, let steps = try? alternatives(), rest.isEmpty else {
            return nil
        }
        return steps
    }

    /// `a|b|c`.
    private mutating func alternatives() throws(Unreadable) -> [Step] {
        var steps = try sequence()
        while take("|") {
            let other = try sequence()
            steps = [.jump([1, steps.count + 2])] + steps + [.jump([other.count + 1])] + other
            try check(steps)
        }
        return steps
    }

    private mutating func sequence() throws(Unreadable) -> [Step] {
        var steps: [Step] = []
        while let next = rest.first, next != "|", next != ")" {
            steps += try repeated(try part())
            try check(steps)
        }
        return steps
    }

    private func check(_ steps: [Step]) throws(Unreadable) {
        guard steps.count <= Self.mostSteps else { throw Unreadable() }
    }

    /// A part and how often it may come.
    private mutating func repeated(_ part: [Step]) throws(Unreadable) -> [Step] {
        guard let range = try count() else { return part }
        // Whether as much or as little as possible is taken makes no difference to whether there is a match.
        _ = take("?")
        if let next = rest.first, "*+?".unicodeScalars.contains(next) { throw Unreadable() }
        guard part.count * max(range.least, range.most ?? 1) <= Self.mostSteps else { throw Unreadable() }
        var steps = Array(repeatElement(part, count: range.least).joined())
        guard let most = range.most else {
            return steps + [.jump([1, part.count + 2])] + part + [.jump([-part.count - 1])]
        }
        for _ in range.least..<most { steps += [.jump([1, part.count + 1])] + part }
        return steps
    }

    private mutating func count() throws(Unreadable) -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let before = rest
        guard take("{"), let least = number() else {
            rest = before
            return nil
        }
        var most: Int? = least
        if take(",") { most = rest.first == "}" ? nil : number() ?? -1 }
        // What isn't a count stands for itself.
        guard take("}"), most != -1 else {
            rest = before
            return nil
        }
        guard least <= Self.mostRepeats, most ?? least <= Self.mostRepeats, least <= most ?? least else {
            throw Unreadable()
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        guard let number = Int(String(String.UnicodeScalarView(digits))) else { return nil }
        rest = rest[digits.endIndex...]
        return number
    }

    /// A character, a set of them, an anchor or a group.
    private mutating func part() throws(Unreadable) -> [Step] {
        guard let first = rest.popFirst() else { throw Unreadable() }
        switch first {
        case "^": return [.start]
        case "$": return [.end]
        case ".": return [.one(Characters(ranges: ["\n"..."\n"], isInverted: true))]
        case "[": return [.one(try set())]
        case "(": return try group()
        case "*", "+", "?": throw Unreadable()
        case "\\":
            if take("A") { return [.start] }
            if take("z") { return [.end] }
            return [.one(try escaped())]
        default: return [.one(Characters(ranges: [first...first]))]
        }
    }

    private mutating func group() throws(Unreadable) -> [Step] {
        if take("?"), !take(":") { throw Unreadable() }
        depth += 1
        guard depth <= 100 else { throw Unreadable() }
        let steps = try alternatives()
        depth -= 1
        guard take(")") else { throw Unreadable() }
        return steps
    }

    /// `[a-z]`, `[^a-z]`, after the bracket; one that comes first stands for itself.
    private mutating func set() throws(Unreadable) -> Characters {
        var set = Characters(ranges: [], isInverted: take("^"))
        repeat {
            guard let low = rest.popFirst(), !(low == "[" && rest.first == ":") else { throw Unreadable() }
            if low == "\\" {
                let escaped = try escaped()
                guard !escaped.isInverted else { throw Unreadable() }
                set.ranges += escaped.ranges
            } else if rest.first == "-", let high = rest.dropFirst().first, high != "]" {
                guard low <= high, high != "\\" else { throw Unreadable() }
                set.ranges.append(low...high)
                rest = rest.dropFirst(2)
            } else {
                set.ranges.append(low...low)
            }
        } while !take("]")
        return set
    }

    /// What follows a backslash.
    private mutating func escaped() throws(Unreadable) -> Characters {
        guard let next = rest.popFirst() else { throw Unreadable() }
        switch next {
        case "d", "D": return Characters(ranges: ["0"..."9"], isInverted: next == "D")
        case "w", "W":
            return Characters(ranges: ["0"..."9", "A"..."Z", "_"..."_", "a"..."z"], isInverted: next == "W")
        case "s", "S":
            return Characters(ranges: ["\t"..."\n", "\u{C}"..."\r", " "..." "], isInverted: next == "S")
        default:
            // Other letters and digits mean something that isn't known here.
            guard next.isASCII, !next.properties.isAlphabetic, !("0"..."9").contains(next) else {
                throw Unreadable()
            }
            return Characters(ranges: [next...next])
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }
}
