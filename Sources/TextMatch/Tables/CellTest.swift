/// Compares a cell; what changes from run to run is compared by its kind.
struct CellTest {
    private enum Kind {
        case pattern(LineExpression)
        case literal(String)
        /// Anything: an age, a random name.
        case anything
        /// An id that nobody bound: another one of the same shape.
        case shape(LineExpression)
        /// A container's status without its age: `Up`, `Exited (0)`.
        case status(String)
        case never
    }

    private let kind: Kind

    init(_ pattern: LinePattern, column: String, _ captures: Captures) {
        guard let text = pattern.literal else {
            guard case .line(let pieces, _) = pattern.form else {
                kind = .anything
                return
            }
            kind = LineExpression(pieces, captures: captures).map(Kind.pattern) ?? .never
            return
        }
        kind = Self.volatile(text, column) ?? .literal(Self.normal(text))
    }

    func match(_ cell: String) -> [(name: String, value: String)]? {
        switch kind {
        case .pattern(let expression): expression.match(Array(cell.utf8))
        case .literal(let text): Self.normal(cell) == text ? [] : nil
        case .anything: []
        case .shape(let expression): expression.match(Array(cell.utf8)) == nil ? nil : []
        case .status(let text): Self.status(cell, like: text) == Self.status(text, like: text) ? [] : nil
        case .never: nil
        }
    }

    /// What a literal cell means where its column's values change from run to run.
    private static func volatile(_ text: String, _ column: String) -> Kind? {
        switch column {
        case "CREATED", "AGE", "LAST SEEN", "CREATED AT": return .anything
        case "STATUS": return .status(text)
        case "NAMES" where fits(text, "[a-z]+_[a-z]+[0-9]*"): return .anything
        case "NAME" where fits(text, ".+-[a-z0-9]{6,10}-[a-z0-9]{5}"):
            // A pod of a deployment: the deployment's name is what counts.
            let parts = text.split(separator: "-")
            let name = LinePattern.Piece.literal(parts.dropLast(2).joined(separator: "-") + "-")
            let suffix = LinePattern.Piece.hole(Hole(.regularExpression("[a-z0-9]{6,10}-[a-z0-9]{5}")))
            return LineExpression([name, suffix], captures: Captures()).map(Kind.shape)
        case "ID", "CONTAINER ID", "IMAGE ID", "NETWORK ID", "VOLUME NAME", "IMAGE":
            for shape in [HoleShape.hex12, .hex64] where fits(text, shape.expression) {
                return LineExpression([.hole(Hole(.shape(shape)))], captures: Captures()).map(Kind.shape)
            }
            return nil
        default: return nil
        }
    }

    private static func fits(_ text: String, _ expression: String) -> Bool {
        LineExpression([.hole(Hole(.regularExpression(expression)))], captures: Captures())?
            .match(Array(text.utf8)) != nil
    }

    /// Docker writes the IPv6 side of a published port in two ways.
    private static func normal(_ text: String) -> String {
        text.split(separator: ", ").map { $0.hasPrefix(":::") ? "[::]:" + $0.dropFirst(3) : String($0) }
            .joined(separator: ", ")
    }

    /// The word and the exit code of a status; its health, too, where the expectation names one.
    private static func status(_ text: String, like expected: String) -> [Substring] {
        let words = text.split(separator: " ")
        guard let first = words.first else { return [] }
        var parts = [first]
        if words.count > 1, words[1].hasPrefix("("), words[1].hasSuffix(")") { parts.append(words[1]) }
        let healths: Set<Substring> = ["(healthy)", "(unhealthy)", "(Paused)"]
        if expected.split(separator: " ").contains(where: healths.contains) {
            parts += words.filter(healths.contains)
        }
        return parts
    }
}
