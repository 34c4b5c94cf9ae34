import DeckSyntax
import Host
import Ports
import SourceText
import SystemPackage

/// A deck or an article as it stands on disk, parsed.
struct LectureFile: Sendable {
    let path: FilePath
    let source: SourceFile
    let parsed: ParsedDeck

    /// Reads and parses a file of a course; slides that stand unchanged are taken over from what it gave before.
    init(_ path: FilePath, in course: Course, after earlier: ParsedDeck? = nil) throws(FileError) {
        let shown = WorkingFolder.shown(path)
        self.path = WorkingFolder.absolute(path)
        source = SourceFile(name: shown, bytes: try course.reader.read(self.path))
        parsed = DeckParser(reader: course.reader).parse(source, at: FilePath(shown), after: earlier)
    }

    var isArticle: Bool { path.extension == "article" }

    /// Whether a file is a lecture by its name.
    static func isLecture(_ path: FilePath) -> Bool {
        path.extension == "slide" || path.extension == "article"
    }

    /// Prints diagnostics with lines of the deck and of the files that it includes.
    func diagnosticText(colour: Bool, further: [SourceFile] = []) -> DiagnosticText {
        let sources = [source] + parsed.includedSources + further
        return DiagnosticText(colour: colour) { file, line in
            guard let source = sources.first(where: { $0.name == file }), line <= source.lines.count else {
                return nil
            }
            return String(decoding: source.line(line), as: UTF8.self)
        }
    }
}
