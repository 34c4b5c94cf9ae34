import RegularExpressions

/// A line with holes, compiled: it tells whether a line fits and what its holes take, in linear time.
struct LineExpression {
    /// A group of the expression, and what it is for.
    private struct Group {
        var index: Int
        var name: String?
        var condition: QuantityCondition?
    }

    /// The line as an expression of RE2.
    let source: String
    private let compiled: RegularExpression
    private let groups: [Group]
    /// What every line that fits begins and ends with: looked at before anything else, since most lines don't fit.
    let prefix: [UInt8]
    private let suffix: [UInt8]

    /// Compiles a line; nil where it refers to something that was never captured, or RE2 finds it too large.
    init?(_ pieces: [LinePattern.Piece], captures: Captures) {
        var expression = ""
        var groups: [Group] = []
        var count = 0
        for piece in pieces {
            switch piece {
            case .literal(let text): expression += Self.quoted(text)
            case .hole(let hole):
                guard let part = Self.expression(hole.content, captures) else { return nil }
                var condition: QuantityCondition?
                if case .quantity(let found) = hole.content { condition = found }
                if hole.name != nil || condition != nil {
                    count += 1
                    groups.append(Group(index: count, name: hole.name, condition: condition))
                    expression += "(\(part))"
                } else {
                    expression += "(?:\(part))"
                }
                if case .regularExpression(let text) = hole.content { count += Self.groupCount(of: text) }
            }
        }
        source = "(?s:\(expression))"
        guard let compiled = try? RegularExpression(source) else { return nil }
        self.compiled = compiled
        self.groups = groups
        prefix = Self.literal(pieces.first)
        suffix = Self.literal(pieces.last)
    }

    /// Returns what the holes of a line take, nil where the line doesn't fit.
    ///
    /// A name that stands twice must take the same text both times.
    func match(_ line: [UInt8]) -> [(name: String, value: String)]? {
        guard line.count >= max(prefix.count, suffix.count), line.starts(with: prefix),
            line.suffix(suffix.count).elementsEqual(suffix),
            let taken = compiled.groups(inWhole: line)
        else { return nil }
        var captured: [(name: String, value: String)] = []
        for group in groups {
            guard let range = taken[group.index] else { continue }
            let value = String(decoding: line[range], as: UTF8.self)
            if let condition = group.condition {
                guard let quantity = Quantity(parsing: value), condition.isMet(by: quantity) else {
                    return nil
                }
            }
            guard let name = group.name else { continue }
            if let earlier = captured.first(where: { $0.name == name }) {
                guard earlier.value == value else { return nil }
            } else {
                captured.append((name, value))
            }
        }
        return captured
    }

    /// Says what is wrong with an expression of `{{re:…}}`; nil where nothing is.
    static func problem(with expression: String) -> String? {
        do {
            _ = try RegularExpression(expression)
            return nil
        } catch {
            guard !error.excerpt.isEmpty else { return "it is too large" }
            return "near '\(String(decoding: error.excerpt, as: UTF8.self))'"
        }
    }

    private static func groupCount(of expression: String) -> Int {
        (try? RegularExpression(expression))?.groupCount ?? 0
    }

    private static func expression(_ content: Hole.Content, _ captures: Captures) -> String? {
        switch content {
        case .any: ".*?"
        case .whiteSpace: "[ \\t]+"
        case .word: "[^ \\t]+?"
        case .integer: "[+-]?[0-9]+"
        case .shape(let shape): shape.expression
        case .alternatives(let texts): texts.map { quoted($0) }.joined(separator: "|")
        case .regularExpression(let text): text
        case .quantity(let condition): Quantity.expression(condition.limit.kind)
        case .earlier(let reference): reference.value(in: captures).map { quoted($0) }
        }
    }

    /// A text with all that means something to RE2 quoted.
    private static func quoted(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            if scalar.isASCII, !scalar.isASCIILetter, !("0"..."9").contains(scalar), scalar != "_",
                scalar != " "
            {
                out += scalar == "\0" ? "\\x00" : "\\"
                if scalar == "\0" { continue }
            }
            out.unicodeScalars.append(scalar)
        }
        return out
    }

    /// The bytes of a literal piece; none for a hole.
    static func literal(_ piece: LinePattern.Piece?) -> [UInt8] {
        if case .literal(let text)? = piece { Array(text.utf8) } else { [] }
    }
}
