import DeckModel
import GoText
import Ports
import SourceText
import SystemPackage

/// What all parts of one parse share: the source, the way to files, and what was found.
struct ParserContext {
    let source: SourceFile
    let syntax: Deck.Syntax
    let folder: FilePath
    private let reader: any FileReader
    var annotations: Annotations
    /// Whether the deck seems to be meant in the other syntax than the one it is read in.
    private(set) lazy var mistakenSyntax = MistakenSyntax(source, syntax)
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var includedFiles: Set<FilePath> = []
    private(set) var includedSources: [SourceFile] = []
    private let reuse: SlideReuse?
    private(set) var traces: [SlideTrace] = []
    private(set) var origins: [Int?] = []
    private var readCount = 0
    /// The Markdown of the slides that are read, in order; its text is parsed while the next slides are read.
    private(set) var unparsed: [UnparsedMarkdown] = []
    private let parsing = WorkAhead { (stretch: UnparsedMarkdown) in
        CommonMark.parse(stretch.source, lineNumbers: stretch.lineNumbers)
    }

    init(
        source: SourceFile,
        syntax: Deck.Syntax,
        folder: FilePath,
        reader: any FileReader,
        earlier: ParsedDeck? = nil
    ) {
        self.source = source
        self.syntax = syntax
        self.folder = folder
        self.reader = reader
        self.annotations = Annotations(of: source, syntax)
        self.reuse = SlideReuse(earlier, now: source, syntax)
    }

    mutating func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    /// Reads a file that a directive names: relative to the deck, a leading slash is not absolute.
    mutating func read(_ name: String) -> Result<(path: FilePath, bytes: [UInt8]), FileError> {
        let path = FilePath("\(folder.isEmpty ? "." : folder.string)/\(name)").lexicallyNormalized()
        includedFiles.insert(path)
        readCount += 1
        do throws(FileError) {
            return .success((path, try reader.read(path)))
        } catch {
            return .failure(error)
        }
    }

    /// Keeps an included file's text, for the excerpts of diagnostics that point into it.
    mutating func keep(_ source: SourceFile) {
        if !includedSources.contains(where: { $0.name == source.name }) { includedSources.append(source) }
    }

    /// Takes a stretch of Markdown, to be parsed beside the others.
    mutating func parseLater(_ source: String, lineNumbers: [Int]) {
        let stretch = UnparsedMarkdown(source: source, lineNumbers: lineNumbers, slide: traces.count)
        unparsed.append(stretch)
        parsing.add(stretch)
    }

    /// Waits for what is made of the Markdown; no more of it may come.
    func finishMarkdown() -> [CommonMark.Document] { parsing.finish() }

    /// Reports what was found in a slide after it was read.
    mutating func report(_ diagnostic: Diagnostic, inSlide slide: Int) {
        report(diagnostic)
        traces[slide].isSelfContained = false
    }

    /// Reports lines that `present` can't take and text that isn't UTF-8.
    mutating func reportUnreadableText() {
        for (index, range) in source.lines.enumerated() where range.count > Self.longestLine {
            // A CR before the LF counts for the scanner that present reads with.
            report(.lineTooLong(at: source.location(line: index + 1, columns: 1..<2)))
        }
        if let offset = GoText.firstInvalidByte(source.bytes) {
            let start = source.position(of: offset)
            report(
                .invalidUTF8(at: source.location(line: start.line, columns: start.column..<start.column + 1))
            )
        }
    }

    static let longestLine = 65_535
}

// MARK: Slides of an earlier parse

extension ParserContext {
    /// Takes over the slide that begins at the line, and moves past it; nil where it has to be read.
    mutating func takeEarlierSlide(at line: Line, number: [Int], _ lines: inout LineCursor) -> Section? {
        guard let slide = reuse?.slide(at: line.number - 1, number: number, &annotations) else { return nil }
        lines.next = slide.trace.lines.upperBound
        traces.append(slide.trace)
        origins.append(slide.origin)
        return slide.section
    }

    /// Reads a slide and remembers what its result rests on.
    mutating func readSlide(at line: Line, _ read: (inout Self) -> Int) {
        let before = (diagnostics.count, readCount, annotations.questions.count)
        let end = read(&self)
        traces.append(
            SlideTrace(
                lines: line.number - 1..<max(end, line.number),
                questions: Array(annotations.questions[before.2...]),
                isSelfContained: diagnostics.count == before.0 && readCount == before.1
            )
        )
        origins.append(nil)
    }
}

extension Diagnostic {
    static func lineTooLong(at location: SourceLocation) -> Self {
        Self(
            "deck.line.too-long",
            .error,
            at: location,
            "a line has at most \(ParserContext.longestLine) bytes",
            notes: [
                .present("bufio.Scanner: token too long"), Note("break the line, or put the text in a file"),
            ]
        )
    }

    static func invalidUTF8(at location: SourceLocation) -> Self {
        Self(
            "deck.text.invalid-utf8",
            .warning,
            at: location,
            "the text isn't valid UTF-8 from here",
            notes: [Note("browsers show � in place of such bytes; save the file as UTF-8")]
        )
    }
}

extension Diagnostic.Note {
    /// What the real `present` prints.
    static func present(_ message: String) -> Self { Self("present says: \(message)") }
}
