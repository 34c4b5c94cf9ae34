/// Reads shell scripts, one line of commands after the other, as the shell runs them.
///
/// Any bytes are fine: what is no script is a ``ShellSyntaxError``, and depth is bounded.
struct ShellParser {
    /// How deep commands and expansions may lie in each other.
    static let maxDepth = 120

    let source: [UInt8]
    let dialect: ShellDialect
    var at = 0
    var line: Int
    var depth = 0
    /// The token that was read last.
    var token = ShellToken.newline
    var word = ShellWord()
    var redirection: ShellRedirection?
    /// Whether the last token is to be read again.
    var isPushedBack = false
    /// Here-documents whose text starts after the next newline.
    var pending: [HereDocument] = []
    /// The texts of here-documents, by their number in `pending` order; filled after a newline.
    var documents: [Int: ShellWord] = [:]
    var lastDocument = 0
    /// Whether the last pipe was bash's `|&`.
    var pipesErrors = false

    struct HereDocument {
        let number: Int
        let marker: [UInt8]
        let isQuoted: Bool
        let stripsTabs: Bool
    }

    /// What stands on the next line.
    enum Next {
        case command(ShellCommand)
        case blank
        case end
    }

    init(_ source: [UInt8], line: Int = 1, dialect: ShellDialect) {
        self.source = source
        self.dialect = dialect
        self.line = line
    }

    /// The commands up to the end of the line.
    mutating func next() throws(ShellSyntaxError) -> Next {
        depth = 0
        isPushedBack = false
        try readToken(keywords: true)
        if token == .end { return .end }
        if token == .newline { return .blank }
        isPushedBack = true
        let command = try list(stopsAtNewline: true)
        return .command(documents.isEmpty ? command : command.withDocuments(documents))
    }

    func failure(_ message: String, isIncomplete: Bool = false) -> ShellSyntaxError {
        ShellSyntaxError(message: message, line: line, isIncomplete: isIncomplete)
    }

    func unexpected(expecting: ShellToken? = nil) -> ShellSyntaxError {
        let more = expecting.map { " (expecting \($0.description))" } ?? ""
        return failure("unexpected \(token.description)\(more)", isIncomplete: token == .end)
    }

    mutating func enter() throws(ShellSyntaxError) {
        depth += 1
        guard depth <= Self.maxDepth else { throw failure("nested too deeply") }
    }

    var peek: UInt8? { at < source.count ? source[at] : nil }

    func peek(_ offset: Int) -> UInt8? { at + offset < source.count ? source[at + offset] : nil }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        at += 1
        return true
    }
}
