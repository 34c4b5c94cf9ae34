/// A problem in what a person wrote: what, where, and the way out.
///
/// Parsers and lint rules collect diagnostics, they never throw them. The summary is one line in headline style: it
/// states the rule, names the thing and has no full stop. Every id is listed in `docs/diagnostics.md`.
public struct Diagnostic: Hashable, Sendable {
    /// A stable name such as `deck.code.missing-file`.
    public struct ID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
        public var rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public init(stringLiteral value: String) { self.rawValue = value }
    }

    /// How bad it is: an error makes the result unusable, a warning says that something is lost or misread.
    public enum Severity: String, Sendable, CaseIterable {
        case error, warning, note
    }

    /// A further remark, with a place of its own where it has one.
    public struct Note: Hashable, Sendable {
        public var text: String
        public var location: SourceLocation?

        public init(_ text: String, at location: SourceLocation? = nil) {
            self.text = text
            self.location = location
        }
    }

    /// A mechanical change that removes the problem.
    public struct Fix: Hashable, Sendable {
        /// One replacement; an empty range inserts.
        public struct Edit: Hashable, Sendable {
            public var location: SourceLocation
            public var replacement: String

            public init(_ location: SourceLocation, _ replacement: String) {
                self.location = location
                self.replacement = replacement
            }
        }

        public var title: String
        public var edits: [Edit]

        public init(_ title: String, edits: [Edit]) {
            self.title = title
            self.edits = edits
        }
    }

    public var id: ID
    public var severity: Severity
    public var location: SourceLocation
    public var summary: String
    public var notes: [Note]
    public var fixes: [Fix]

    public init(
        _ id: ID,
        _ severity: Severity,
        at location: SourceLocation,
        _ summary: String,
        notes: [Note] = [],
        fixes: [Fix] = []
    ) {
        self.id = id
        self.severity = severity
        self.location = location
        self.summary = summary
        self.notes = notes
        self.fixes = fixes
    }
}

extension [Diagnostic] {
    /// Whether any of the diagnostics is an error.
    public var hasErrors: Bool { contains { $0.severity == .error } }

    /// Returns the diagnostics by file, then place, then id: the order in which every report lists them.
    public func sortedByPlace() -> [Diagnostic] {
        sorted {
            ($0.location.file, $0.location.range.lowerBound, $0.id.rawValue)
                < ($1.location.file, $1.location.range.lowerBound, $1.id.rawValue)
        }
    }
}
