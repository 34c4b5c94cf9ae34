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
    private let base: FilePath

    /// Reads and parses a file of a course; slides that stand unchanged are taken over from what it gave before.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - course: The course, which it doesn't reach out of.
    ///   - earlier: What it gave before.
    ///   - base: The folder that files are named from in all that is said of them, where they lie below it.
    /// - Throws: ``FileError`` where the file can't be read.
    init(
        _ path: FilePath,
        in course: Course,
        after earlier: ParsedDeck? = nil,
        namedFrom base: FilePath = WorkingFolder.path
    ) throws(FileError) {
        self.path = WorkingFolder.absolute(path)
        self.base = base
        var name = self.path
        _ = name.removePrefix(base)
        var reader = course.reader
        reader.base = base
        source = SourceFile(name: name.string, bytes: try reader.read(name))
        parsed = DeckParser(reader: reader).parse(source, at: name, after: earlier)
    }

    /// The files that it includes, absolute.
    var includedPaths: [FilePath] {
        parsed.includedFiles.map { base.pushing($0).lexicallyNormalized() }
    }

    /// Whether the file and those that it includes give something else by now, or can't be read any more.
    func isOutdated(in course: Course) -> Bool {
        guard let now = try? LectureFile(path, in: course, after: parsed, namedFrom: base) else {
            return true
        }
        return now.parsed.deck != parsed.deck || now.parsed.diagnostics != parsed.diagnostics
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
