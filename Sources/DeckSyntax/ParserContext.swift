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
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var includedFiles: Set<FilePath> = []
    private(set) var includedSources: [SourceFile] = []

    init(source: SourceFile, syntax: Deck.Syntax, folder: FilePath, reader: any FileReader) {
        self.source = source
        self.syntax = syntax
        self.folder = folder
        self.reader = reader
        self.annotations = Annotations(of: source, syntax)
    }

    mutating func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    /// Reads a file that a directive names: relative to the deck, a leading slash is not absolute.
    mutating func read(_ name: String) -> Result<(path: FilePath, bytes: [UInt8]), FileError> {
        let path = FilePath("\(folder.isEmpty ? "." : folder.string)/\(name)").lexicallyNormalized()
        includedFiles.insert(path)
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
