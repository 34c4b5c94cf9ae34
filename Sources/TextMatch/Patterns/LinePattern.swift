/// One line of an expectation.
public struct LinePattern: Hashable, Sendable {
    public enum Piece: Hashable, Sendable {
        case literal(String)
        case hole(Hole)
    }

    /// How often a line of the output may match.
    public enum Quantifier: Hashable, Sendable {
        case once
        /// ` (?)`
        case optional
        /// ` (*)`
        case anyNumber
        /// ` (+)`
        case atLeastOnce
    }

    public enum Form: Hashable, Sendable {
        /// `...`: any number of lines, whatever they say.
        case anyLines
        case line([Piece], Quantifier)
    }

    public var form: Form
    /// The line as it is written.
    public var source: String

    public init(_ form: Form, source: String) {
        self.form = form
        self.source = source
    }

    /// Whether any line would do: the pattern asks for nothing.
    ///
    /// A line that may be missing asks for something: where all lines are compared no other one may stand in its place.
    public var assertsNothing: Bool {
        guard case .line(let pieces, _) = form else { return true }
        return pieces.allSatisfy { piece in
            if case .hole(let hole) = piece { hole.takesAnything } else { false }
        }
    }

    /// Whether the pattern holds where no line fits it.
    var mayBeMissing: Bool {
        switch form {
        case .anyLines, .line(_, .optional), .line(_, .anyNumber): true
        case .line(_, .once), .line(_, .atLeastOnce): false
        }
    }

    /// Whether the pattern takes each line that no other one takes.
    var takesOthers: Bool {
        switch form {
        case .anyLines: true
        case .line(_, .anyNumber), .line(_, .atLeastOnce): assertsNothing
        case .line(_, .once), .line(_, .optional): false
        }
    }

    /// The names that the line captures.
    public var captureNames: [String] { holes.compactMap(\.name) }

    /// What was captured before that the line refers to.
    public var references: [CaptureReference] {
        holes.compactMap { if case .earlier(let reference) = $0.content { reference } else { nil } }
    }

    private var holes: [Hole] {
        guard case .line(let pieces, _) = form else { return [] }
        return pieces.compactMap { if case .hole(let hole) = $0 { hole } else { nil } }
    }

    /// The text of a line without holes that matches exactly once.
    var literal: String? {
        guard case .line(let pieces, _) = form else { return nil }
        var text = ""
        for piece in pieces {
            guard case .literal(let part) = piece else { return nil }
            text += part
        }
        return text
    }
}

/// What is wrong with a line of an expectation, and where.
public struct PatternError: Error, Hashable, Sendable {
    public var message: String
    /// Byte offsets in the line.
    public var range: Range<Int>

    public init(_ message: String, at range: Range<Int>) {
        self.message = message
        self.range = range
    }
}
