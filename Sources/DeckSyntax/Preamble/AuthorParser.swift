import DeckModel
import GoText
import SourceText

/// The author blocks between the header and the first section.
enum AuthorParser {
    static func parse(_ lines: inout LineCursor, _ context: inout ParserContext) -> [Author] {
        guard lines.takeNonBlank() != nil else {
            reportEnd(lines, &context)
            return []
        }
        lines.untake()
        let mark = context.syntax.sectionMark(level: 1)
        var authors: [Author] = []
        var current: [Author.Element] = []
        while true {
            guard let line = lines.take() else {
                reportEnd(lines, &context)
                break
            }
            if line.bytes.starts(with: mark) {
                lines.untake()
                break
            }
            if line.isSpeakerNote { continue }
            if line.isBlank, !current.isEmpty {
                authors.append(Author(elements: current))
                current = []
                continue
            }
            if line.isBlank { context.report(.authorEmpty(at: lines.location(line))) }
            current.append(element(line, at: lines.location(line), &context))
        }
        if !current.isEmpty { authors.append(Author(elements: current)) }
        return authors
    }

    private static func reportEnd(_ lines: LineCursor, _ context: inout ParserContext) {
        // A header that never ended has said so already.
        if !context.diagnostics.contains(where: {
            $0.id == "deck.header.unended" || $0.id == "deck.title.missing"
        }) {
            context.report(.noSection(at: lines.end, context.syntax, mistaken: context.mistakenSyntax))
        }
    }

    private static func element(
        _ line: Line,
        at location: SourceLocation,
        _ context: inout ParserContext
    ) -> Author.Element {
        let text = Text(GoText.decode(line.bytes), at: location)
        let address: String
        if line.bytes.first == UInt8(ascii: "@") {
            address = "http://twitter.com/" + text.string.dropFirst()
        } else if line.bytes.contains(UInt8(ascii: ":")) {
            address = text.string
        } else if line.bytes.contains(UInt8(ascii: "@")) {
            address = "mailto:" + text.string
        } else {
            return .text(text)
        }
        guard let url = try? GoURL.parse(address) else { return .text(text) }
        if url.text.isBlockedByTemplates { context.report(.authorRoleLinked(text)) }
        return .link(Link(command: Text("", at: location), url: url, label: text.string))
    }
}

extension Diagnostic {
    static func noSection(
        at location: SourceLocation,
        _ syntax: Deck.Syntax,
        mistaken: MistakenSyntax?
    ) -> Self {
        Self(
            "deck.section.missing",
            .error,
            at: location,
            "a deck has at least one section",
            notes: [
                .present("unexpected EOF"),
                mistaken?.note
                    ?? Note("write a section after a blank line: '\(syntax.sectionMarkText) First slide'"),
            ]
        )
    }

    static func authorEmpty(at location: SourceLocation) -> Self {
        Self(
            "deck.author.empty",
            .warning,
            at: location,
            "one blank line ends an author; this one makes an empty author",
            notes: [Note("remove the line; above the first section, one blank line is enough")]
        )
    }

    static func authorRoleLinked(_ text: Text) -> Self {
        let key = ["Tags:", "Summary:", "OldURL:"].first { text.string.hasPrefix($0) }
        return Self(
            "deck.author.dead-link",
            .warning,
            at: text.location,
            "an author's line with a colon is a link; '\(text.string)' leads nowhere",
            notes: [
                Note(
                    key.map { "a '\($0)' line belongs to the header: move it up, above the first blank line" }
                        ?? "leave out the colon, or write an address that begins with http:, https: or mailto:"
                )
            ]
        )
    }
}
