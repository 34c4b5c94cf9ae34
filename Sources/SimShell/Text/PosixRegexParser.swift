/// A regular expression as a tree.
indirect enum PosixRegexNode {
    case empty
    case set(ByteSet)
    case assert(PosixRegex.Assertion)
    case group(Int, PosixRegexNode)
    case sequence([PosixRegexNode])
    case either([PosixRegexNode])
    case repeated(PosixRegexNode, Int, Int?)
}

/// Reads regular expressions.
struct PosixRegexParser {
    private let text: [UInt8]
    private let extended: Bool
    private let ignoringCase: Bool
    private var at = 0
    private var depth = 0
    private(set) var groups = 0

    init(_ text: [UInt8], extended: Bool, ignoringCase: Bool) {
        self.text = text
        self.extended = extended
        self.ignoringCase = ignoringCase
    }

    mutating func parse() throws(PosixRegex.Failure) -> PosixRegexNode {
        let node = try either()
        guard at == text.count else { throw .unmatchedParenthesis }
        return node
    }

    /// Whether a sign comes next: bare in extended expressions, behind a backslash in basic ones.
    private func isNext(_ sign: UInt8) -> Bool {
        if extended { return at < text.count && text[at] == sign }
        return at + 1 < text.count && text[at] == UInt8(ascii: "\\") && text[at + 1] == sign
    }

    private mutating func take(_ sign: UInt8) -> Bool {
        guard isNext(sign) else { return false }
        at += extended ? 1 : 2
        return true
    }

    private mutating func either() throws(PosixRegex.Failure) -> PosixRegexNode {
        depth += 1
        defer { depth -= 1 }
        guard depth < 50 else { throw .tooLarge }
        var branches = [try sequence()]
        while take(UInt8(ascii: "|")) { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .either(branches)
    }

    private mutating func sequence() throws(PosixRegex.Failure) -> PosixRegexNode {
        var nodes: [PosixRegexNode] = []
        while at < text.count, !isNext(UInt8(ascii: "|")) {
            if isNext(UInt8(ascii: ")")) {
                if depth > 1 || !extended { break }
            }
            let isFirst = nodes.isEmpty
            var node = try atom(isFirst: isFirst)
            node = try repeats(of: node, isFirst: isFirst)
            nodes.append(node)
        }
        return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
    }

    private mutating func repeats(
        of node: PosixRegexNode,
        isFirst: Bool
    ) throws(PosixRegex.Failure)
        -> PosixRegexNode
    {
        var node = node
        if case .assert(.start) = node, !extended { return node }
        while at < text.count {
            if text[at] == UInt8(ascii: "*") {
                at += 1
                node = .repeated(node, 0, nil)
            } else if take(UInt8(ascii: "+")) {
                node = .repeated(node, 1, nil)
            } else if take(UInt8(ascii: "?")) {
                node = .repeated(node, 0, 1)
            } else if isNext(UInt8(ascii: "{")) {
                let before = at
                guard let (least, most) = try bounds() else {
                    at = before
                    return node
                }
                node = .repeated(node, least, most)
            } else {
                break
            }
            depth += 1
            guard depth < 60 else { throw .tooLarge }
        }
        return node
    }

    /// `{n}`, `{n,}`, `{n,m}`; nil where it is no such thing.
    private mutating func bounds() throws(PosixRegex.Failure) -> (Int, Int?)? {
        guard take(UInt8(ascii: "{")), let least = number() else { return nil }
        var most: Int? = least
        if at < text.count, text[at] == UInt8(ascii: ",") {
            at += 1
            most = number()
        }
        guard take(UInt8(ascii: "}")) else { return nil }
        guard least <= 255, most ?? 0 <= 255, most.map({ $0 >= least }) ?? true else { throw .badRepeat }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while at < text.count, text[at].isDigit {
            value = min(1000, (value ?? 0) * 10 + Int(text[at] - 48))
            at += 1
        }
        return value
    }

    private mutating func atom(isFirst: Bool) throws(PosixRegex.Failure) -> PosixRegexNode {
        if isNext(UInt8(ascii: "(")) {
            at += extended ? 1 : 2
            groups += 1
            let number = groups
            let inner = try either()
            guard take(UInt8(ascii: ")")) else { throw .unmatchedParenthesis }
            return .group(number, inner)
        }
        if !extended, isNext(UInt8(ascii: ")")) { throw .unmatchedParenthesis }
        let byte = text[at]
        at += 1
        switch byte {
        case UInt8(ascii: "."): return .set(ByteSet().inverted)
        case UInt8(ascii: "["): return .set(try bracket())
        case UInt8(ascii: "^") where extended || isFirst: return .assert(.start)
        case UInt8(ascii: "$") where extended || endsBranch: return .assert(.end)
        case UInt8(ascii: "*") where isFirst: return .set(set(of: byte))
        case UInt8(ascii: "+"), UInt8(ascii: "?"):
            if extended, isFirst { throw .badRepeat }
            return .set(set(of: byte))
        case UInt8(ascii: "\\"):
            guard at < text.count else { return .set(set(of: byte)) }
            let next = text[at]
            at += 1
            return try escape(next)
        default: return .set(set(of: byte))
        }
    }

    private var endsBranch: Bool {
        at == text.count || isNext(UInt8(ascii: ")")) || isNext(UInt8(ascii: "|"))
    }

    private func escape(_ byte: UInt8) throws(PosixRegex.Failure) -> PosixRegexNode {
        switch byte {
        case UInt8(ascii: "n"): return .set(set(of: 10))
        case UInt8(ascii: "t"): return .set(set(of: 9))
        case UInt8(ascii: "<"): return .assert(.wordEdge(atStart: true, atEnd: false))
        case UInt8(ascii: ">"): return .assert(.wordEdge(atStart: false, atEnd: true))
        case UInt8(ascii: "b"): return .assert(.wordEdge(atStart: true, atEnd: true))
        case UInt8(ascii: "w"), UInt8(ascii: "W"):
            var set = ByteSet()
            for byte in UInt8.min...UInt8.max where byte.isNamePart { set.insert(byte) }
            return .set(byte == UInt8(ascii: "w") ? set : set.inverted)
        case UInt8(ascii: "s"), UInt8(ascii: "S"):
            var set = ByteSet()
            for byte in [9, 10, 11, 12, 13, 32] as [UInt8] { set.insert(byte) }
            return .set(byte == UInt8(ascii: "s") ? set : set.inverted)
        case UInt8(ascii: "1")...UInt8(ascii: "9"): throw .backReference
        default: return .set(set(of: byte))
        }
    }

    private func set(of byte: UInt8) -> ByteSet {
        var set = ByteSet()
        insert(byte, &set)
        return set
    }

    private func insert(_ byte: UInt8, _ set: inout ByteSet) {
        set.insert(byte)
        guard ignoringCase, byte.isNameStart, byte != UInt8(ascii: "_") else { return }
        set.insert(byte ^ 32)
    }

    private mutating func bracket() throws(PosixRegex.Failure) -> ByteSet {
        var set = ByteSet()
        var isNegated = false
        if at < text.count, text[at] == UInt8(ascii: "^") {
            isNegated = true
            at += 1
        }
        let first = at
        while at < text.count {
            if text[at] == UInt8(ascii: "]"), at > first {
                at += 1
                return isNegated ? set.inverted : set
            }
            if let (ranges, end) = CharacterClass.named(in: text, at: at) {
                for range in ranges { for byte in range { insert(byte, &set) } }
                at = end
                continue
            }
            let low = text[at]
            at += 1
            if at + 1 < text.count, text[at] == UInt8(ascii: "-"), text[at + 1] != UInt8(ascii: "]") {
                let high = text[at + 1]
                at += 2
                guard low <= high else { throw .badRepeat }
                for byte in low...high { insert(byte, &set) }
            } else {
                insert(low, &set)
            }
        }
        throw .unmatchedBracket
    }
}
