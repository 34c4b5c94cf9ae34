public import DeckModel
import GoText
public import Ports
public import SourceText
public import SystemPackage

/// Reads a deck as the real `present` does, and says what is wrong with it.
///
/// Parsing never stops at the first problem and never traps: every deck gives a tree and a list of diagnostics. An
/// error means that `present` refuses the deck; what `present` would lose or misread in silence is a warning.
///
///     let parsed = DeckParser(reader: reader).parse(SourceFile(name: "a.slide", bytes: bytes), at: "talks/a.slide")
///     if parsed.isRefused { print(parsed.diagnostics) }
public struct DeckParser: Sendable {
    private let reader: any FileReader

    /// Makes a parser that reads the files of `.code`, `.play` and `.html` with `reader`.
    public init(reader: any FileReader) {
        self.reader = reader
    }

    /// Parses a deck.
    ///
    /// - Parameters:
    ///   - source: The deck's text.
    ///   - path: Where the deck stands; relative files are looked for beside it.
    ///   - earlier: What an earlier text of the same deck gave. Slides whose lines still stand are taken over from it:
    ///     the result is the same, sooner.
    /// - Returns: The deck, or what could be made of it, and the diagnostics by place.
    public func parse(_ source: SourceFile, at path: FilePath, after earlier: ParsedDeck? = nil) -> ParsedDeck
    {
        var parsed = read(source, at: path, after: earlier)
        FixTrial.withdrawHarmfulFixes(from: &parsed) { fixed, before in read(fixed, at: path, after: before) }
        return parsed
    }

    private func read(_ source: SourceFile, at path: FilePath, after earlier: ParsedDeck?) -> ParsedDeck {
        let syntax = Deck.Syntax(ofDeck: source)
        var context = ParserContext(
            source: source,
            syntax: syntax,
            folder: path.removingLastComponent(),
            reader: reader,
            earlier: earlier
        )
        context.reportUnreadableText()
        MistakenSyntax.warn(of: source, syntax, &context)
        var lines = LineCursor(source, comment: syntax.commentMark)

        var deck = Deck(syntax: syntax, title: Text("", at: source.location(line: 1)))
        deck.titleNotes = TitleNotes.collect(source, syntax)
        HeaderParser.parse(&lines, into: &deck, &context)
        deck.authors = AuthorParser.parse(&lines, &context)
        deck.sections = SectionParser.parseDocument(&lines, &context)
        UnparsedMarkdown.parse(into: &deck.sections, &context)
        deck.language = context.annotations.language
        FenceCheck.check(source, syntax, &context)
        return ParsedDeck(
            deck: deck,
            diagnostics: context.diagnostics.sortedByPlace(),
            includedFiles: context.includedFiles,
            includedSources: context.includedSources,
            origins: context.origins,
            source: source,
            traces: context.traces
        )
    }

    /// Parses no more of a deck than its header: what an index page shows.
    public static func parseHeader(_ source: SourceFile) -> Deck? {
        let syntax = Deck.Syntax(ofDeck: source)
        var context = ParserContext(source: source, syntax: syntax, folder: "", reader: NoFiles())
        var lines = LineCursor(source, comment: syntax.commentMark)
        var deck = Deck(syntax: syntax, title: Text("", at: source.location(line: 1)))
        HeaderParser.parse(&lines, into: &deck, &context)
        deck.language = context.annotations.language
        return context.diagnostics.hasErrors ? nil : deck
    }
}

private struct NoFiles: FileReader {
    func read(_ path: FilePath) throws(FileError) -> [UInt8] { throw .notFound(path) }
}
