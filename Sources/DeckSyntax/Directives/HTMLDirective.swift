import DeckModel
import GoText
import Ports
import SourceText

/// Reads `.html FILE`.
enum HTMLDirective: Directive {
    static let name = ".html"

    static func parse(
        _ line: DirectiveLine,
        into section: inout Section,
        level: Int,
        _ context: inout ParserContext
    ) {
        guard line.fields.count == 2 else {
            context.report(.htmlArguments(line))
            return
        }
        switch context.read(GoText.decode(line.fields[1])) {
        case .success(let file):
            section.blocks.append(.html(HTMLFile(command: line.text, html: GoText.decode(file.bytes))))
        case .failure(let error):
            context.report(.includedFileUnreadable(error, at: line.location(line.fields[1])))
        }
    }
}

extension Diagnostic {
    static func htmlArguments(_ line: DirectiveLine) -> Self {
        Self(
            "deck.command.arguments",
            .error,
            at: line.text.location,
            ".html takes exactly one file; found \(line.fields.count - 1)",
            notes: [.present("invalid .html args")]
        )
    }

    static func includedFileUnreadable(_ error: FileError, at location: SourceLocation) -> Self {
        let summary =
            switch error {
            case .notFound(let path): "file '\(path)' doesn't exist"
            case .isDirectory(let path): "'\(path)' is a folder, not a file"
            case .outsideRoot(let path): "file '\(path)' lies outside the course's root"
            case .tooLarge(let path, let limit): "file '\(path)' is larger than \(limit) bytes"
            case .unreadable(let path, let reason): "file '\(path)' can't be read: \(reason)"
            }
        return Self("deck.file.unreadable", .error, at: location, summary, notes: notes(error))
    }

    private static func notes(_ error: FileError) -> [Note] {
        switch error {
        // These limits are ours: `present` reads the file.
        case .outsideRoot: [Note("a slidectl.yaml in a folder above both makes that folder the root")]
        case .tooLarge: []
        default: [.present("\(error)"), Note("files are looked for beside the deck")]
        }
    }
}
