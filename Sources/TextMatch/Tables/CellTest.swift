import RegularExpressions

/// Compares a cell.
///
/// What the author of a row wrote is meant as it stands. In a table that a slide shows it is an example: what changes from
/// run to run is compared by its kind there.
struct CellTest {
    private enum Kind {
        case pattern(LineExpression)
        case literal(String)
        /// Anything: an age, a random name.
        case anything
        /// An id that nobody bound: another one of the same shape.
        case shape(LineExpression)
        /// A container's status, and what is left of it without its age: `Up`, `Exited (0)`.
        case status(String, ageless: String)
        case never
    }

    private let kind: Kind

    init(_ pattern: LinePattern, column: String, isShown: Bool, _ captures: Captures) {
        guard let text = pattern.literal else {
            guard case .line(let pieces, _) = pattern.form else {
                kind = .anything
                return
            }
            kind = LineExpression(pieces, captures: captures).map(Kind.pattern) ?? .never
            return
        }
        if column == "STATUS" {
            kind = .status(text, ageless: Self.status(text, like: text))
        } else {
            kind = (isShown ? Self.volatile(text, column) : nil) ?? .literal(Self.normal(text))
        }
    }

    func match(_ cell: String) -> [(name: String, value: String)]? {
        switch kind {
        case .pattern(let expression): expression.match(Array(cell.utf8))
        case .literal(let text): Self.normal(cell) == text ? [] : nil
        case .anything: []
        case .shape(let expression): expression.match(Array(cell.utf8)) == nil ? nil : []
        case .status(let text, let ageless): Self.status(cell, like: text) == ageless ? [] : nil
        case .never: nil
        }
    }

    /// What Kubernetes puts behind a deployment's name to make a pod's: it has letters of its own, which spell no word.
    private static let podSuffix = "[bcdfghjklmnpqrstvwxz2456789]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5}"

    /// What a literal cell of a table that is shown means where its column's values change from run to run.
    private static func volatile(_ text: String, _ column: String) -> Kind? {
        if TablePattern.ageColumns.contains(column) { return .anything }
        switch column {
        // An adjective and a surname, as docker makes names up.
        case "NAMES" where fits(text, "[a-z]{3,}_[a-z]{2,}"): return .anything
        case "NAME" where fits(text, ".+-\(podSuffix)"):
            // A pod of a deployment: the deployment's name is what counts.
            let parts = text.split(separator: "-")
            let name = LinePattern.Piece.literal(parts.dropLast(2).joined(separator: "-") + "-")
            let suffix = LinePattern.Piece.hole(Hole(.regularExpression(podSuffix)))
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

    private static let age = try? RegularExpression(
        " (?:Less than a second|About an? (?:minute|hour)|[0-9]+ (?:second|minute|hour|day|week|month|year)s?)(?: ago)?"
    )

    /// A status without its age, and without its health where the expectation names none.
    private static func status(_ text: String, like expected: String) -> String {
        var bytes = Array(text.utf8)
        while let range = age?.firstMatch(in: bytes) { bytes.removeSubrange(range) }
        var status = String(decoding: bytes, as: UTF8.self)
        // What is still starting is healthy a moment later.
        var healths = [" (health: starting)"]
        let lasting = [" (healthy)", " (unhealthy)", " (Paused)"]
        if !lasting.contains(where: expected.hasSuffix) { healths += lasting }
        for health in healths where status.hasSuffix(health) { status.removeLast(health.count) }
        return status
    }
}
