/// Reads a regular expression.
struct PatternParser {
    private static let deepest = 50
    private static let mostRepeats = 1000

    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        position += 1
        return true
    }

    /// The whole pattern; nil where it can't be read.
    mutating func pattern() -> PatternNode? {
        guard let node = either(depth: 0), position == scalars.count else { return nil }
        return node
    }

    private mutating func either(depth: Int) -> PatternNode? {
        guard depth < Self.deepest else { return nil }
        var nodes: [PatternNode] = []
        repeat {
            guard let node = sequence(depth: depth) else { return nil }
            nodes.append(node)
        } while take("|")
        return nodes.count == 1 ? nodes[0] : .either(nodes)
    }

    private mutating func sequence(depth: Int) -> PatternNode? {
        var nodes: [PatternNode] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            guard let atom = atom(depth: depth), let node = repeated(atom) else { return nil }
            nodes.append(node)
        }
        return nodes.isEmpty ? .empty : .sequence(nodes)
    }

    private mutating func repeated(_ atom: PatternNode) -> PatternNode? {
        let bounds: (least: Int, most: Int?)
        switch peek {
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "?": bounds = (0, 1)
        case "{":
            guard let read = counts() else {
                // A brace without numbers is one.
                return atom
            }
            bounds = read
            position -= 1
        default: return atom
        }
        position += 1
        // Whether as few or as many as can be makes no difference to whether there is a match.
        _ = take("?")
        if let next = peek, "*+?".unicodeScalars.contains(next) { return nil }
        guard bounds.least <= Self.mostRepeats, bounds.most ?? 0 <= Self.mostRepeats,
            bounds.most.map({ $0 >= bounds.least }) ?? true
        else { return nil }
        return .repeated(atom, least: bounds.least, most: bounds.most)
    }

    /// `{2}`, `{2,}`, `{2,5}`; nothing is read where it isn't one.
    private mutating func counts() -> (least: Int, most: Int?)? {
        let start = position
        position += 1
        guard let least = number() else {
            position = start
            return nil
        }
        var most: Int? = least
        if take(",") { most = number() }
        guard take("}") else {
            position = start
            return nil
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var text = ""
        while let scalar = peek, ("0"..."9").contains(scalar), text.utf8.count < 6 {
            text.unicodeScalars.append(scalar)
            position += 1
        }
        return Int(text)
    }

    private mutating func atom(depth: Int) -> PatternNode? {
        guard let scalar = peek else { return nil }
        position += 1
        switch scalar {
        case "^": return .start
        case "$": return .end
        case ".": return .scalar(PatternSet(ranges: [0x0A...0x0A], isNegated: true))
        case "(":
            if take("?"), !take(":") { return nil }
            guard let node = either(depth: depth + 1), take(")") else { return nil }
            return node
        case "[": return set()
        case "\\":
            guard let escape = peek else { return nil }
            if escape == "A" || escape == "z" {
                position += 1
                return escape == "A" ? .start : .end
            }
            return escaped().map { .scalar(PatternSet(ranges: $0)) }
        case "*", "+", "?": return nil
        default: return .scalar(.one(scalar))
        }
    }

    /// What stands after a backslash.
    private mutating func escaped() -> [ClosedRange<UInt32>]? {
        guard let scalar = peek else { return nil }
        position += 1
        switch scalar {
        case "d": return PatternSet.digits
        case "w": return PatternSet.words
        case "s": return PatternSet.spaces
        case "D": return PatternSet.others(than: PatternSet.digits)
        case "W": return PatternSet.others(than: PatternSet.words)
        case "S": return PatternSet.others(than: PatternSet.spaces)
        case "n": return [0x0A...0x0A]
        case "t": return [0x09...0x09]
        case "r": return [0x0D...0x0D]
        case "f": return [0x0C...0x0C]
        case "v": return [0x0B...0x0B]
        case "a"..."z", "A"..."Z", "0"..."9": return nil
        default: return [scalar.value...scalar.value]
        }
    }

    private mutating func set() -> PatternNode? {
        var set = PatternSet(ranges: [])
        set.isNegated = take("^")
        var isFirst = true
        while let scalar = peek, scalar != "]" || isFirst {
            isFirst = false
            position += 1
            if scalar == "[", peek == ":" { return nil }
            guard let low = scalar == "\\" ? escaped() : [scalar.value...scalar.value] else { return nil }
            let isRange = peek == "-" && position + 1 < scalars.count && scalars[position + 1] != "]"
            guard isRange, low.count == 1, low[0].count == 1 else {
                set.ranges += low
                continue
            }
            position += 1
            guard let end = peek else { return nil }
            position += 1
            guard let high = end == "\\" ? escaped() : [end.value...end.value], high.count == 1,
                high[0].count == 1, high[0].lowerBound >= low[0].lowerBound
            else { return nil }
            set.ranges.append(low[0].lowerBound...high[0].lowerBound)
        }
        return take("]") ? .scalar(set) : nil
    }
}
