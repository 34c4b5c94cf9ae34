/// Tells whether a line of an output fits a line of a pattern, and remembers what it had to compile.
struct LineTest {
    /// A line of an output, ready to be compared.
    struct Line {
        let bytes: [UInt8]
        /// The number of the literal line of the pattern that it equals; nil for none.
        let literal: Int?
    }

    enum Kind {
        /// The line equals the literal of this number.
        case literal(Int)
        case expression(LineExpression)
        /// The line refers to what is captured on the way.
        case late([LinePattern.Piece])
        /// The line can't match: it refers to what was never captured.
        case never

        /// What every line that fits begins with.
        var prefix: [UInt8] {
            switch self {
            case .expression(let expression): expression.prefix
            case .late(let pieces): LineExpression.literal(pieces.first)
            case .literal, .never: []
            }
        }
    }

    private(set) var literals: [[UInt8]: Int] = [:]
    private var late: [LateKey: LineExpression?] = [:]

    private struct LateKey: Hashable {
        var pieces: [LinePattern.Piece]
        var values: [String?]
    }

    /// Prepares a line of the pattern; `promised` are the names that lines before it capture.
    mutating func prepare(_ pattern: LinePattern, _ captures: Captures, promised: Set<String>) -> Kind {
        guard case .line(let pieces, _) = pattern.form else { return .never }
        if let text = pattern.literal {
            let bytes = Array(text.utf8)
            if let number = literals[bytes] { return .literal(number) }
            literals[bytes] = literals.count
            return .literal(literals.count - 1)
        }
        if pattern.references.contains(where: { promised.contains($0.name) }) { return .late(pieces) }
        return LineExpression(pieces, captures: captures).map(Kind.expression) ?? .never
    }

    func line(_ text: String) -> Line {
        let bytes = Array(text.utf8)
        return Line(bytes: bytes, literal: literals[bytes])
    }

    /// Returns what the line captures, nil where it doesn't fit.
    mutating func captures(
        _ kind: Kind,
        of line: Line,
        _ captures: Captures
    ) -> [(name: String, value: String)]? {
        if case .late(let pieces) = kind { return expression(pieces, captures)?.match(line.bytes) }
        return self.captures(kind, of: line)
    }

    /// Returns what the line captures, nil where it doesn't fit; lines that refer to others' captures don't.
    func captures(_ kind: Kind, of line: Line) -> [(name: String, value: String)]? {
        switch kind {
        case .literal(let number): line.literal == number ? [] : nil
        case .expression(let expression): expression.match(line.bytes)
        case .late, .never: nil
        }
    }

    private mutating func expression(_ pieces: [LinePattern.Piece], _ captures: Captures) -> LineExpression? {
        let values = pieces.map { piece -> String? in
            guard case .hole(let hole) = piece, case .earlier(let reference) = hole.content else {
                return nil
            }
            return reference.value(in: captures)
        }
        let key = LateKey(pieces: pieces, values: values)
        if let known = late[key] { return known }
        let made = LineExpression(pieces, captures: captures)
        // Outputs are hostile: what they make us compile is bounded.
        if late.count >= 1_000 { late = [:] }
        late[key] = .some(made)
        return made
    }
}
