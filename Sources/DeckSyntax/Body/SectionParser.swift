import DeckModel
import GoText
import SourceText

/// Sections and the dispatch of their body lines.
enum SectionParser {
    /// How deep sections nest at most: parser and renderers call themselves level by level, and no stack holds what a
    /// hostile deck asks for.
    static let deepest = 100

    /// Parses the list of top-level sections: the whole of what follows the authors.
    static func parseDocument(_ lines: inout LineCursor, _ context: inout ParserContext) -> [Section] {
        var sections = parseList(level: 1, number: [], &lines, &context)
        while sections.isEmpty, let line = lines.takeNonBlank() {
            // present gives up here; the rest is read all the same, so that all of its problems are told.
            context.report(
                .unexpectedLine(
                    line,
                    at: lines.location(line),
                    context.syntax,
                    mistaken: context.mistakenSyntax
                )
            )
            while let next = lines.takeNonBlank() {
                guard SectionHeading(next, level: 1, context.syntax) == nil else {
                    lines.untake()
                    break
                }
            }
            sections = parseList(level: 1, number: [], &lines, &context)
            if sections.isEmpty { break }
        }
        if let line = lines.takeNonBlank() { context.report(.deckTruncated(line, lines, context.syntax)) }
        return sections
    }

    /// Parses the sections of one level, up to a line that is none.
    private static func parseList(
        level: Int,
        number: [Int],
        _ lines: inout LineCursor,
        _ context: inout ParserContext
    ) -> [Section] {
        var sections: [Section] = []
        while let line = lines.takeNonBlank() {
            guard let heading = SectionHeading(line, level: level, context.syntax) else {
                lines.untake()
                break
            }
            let number = number + [sections.count + 1]
            if level == 1, let earlier = context.takeEarlierSlide(at: line, number: number, &lines) {
                sections.append(earlier)
                continue
            }
            var section = Section(
                number: number,
                title: Text(heading.title, at: lines.location(line)),
                id: heading.id,
                location: lines.location(line)
            )
            if level == 1 {
                context.readSlide(at: line) { context in
                    parseBody(of: &section, level: level, &lines, &context)
                    return lines.next
                }
            } else {
                parseBody(of: &section, level: level, &lines, &context)
            }
            sections.append(section)
        }
        return sections
    }

    private static func parseBody(
        of section: inout Section,
        level: Int,
        _ lines: inout LineCursor,
        _ context: inout ParserContext
    ) {
        let deeper = context.syntax.signs(level: level + 1)
        while let line = lines.takeNonBlank() {
            if SectionHeading.isHeading(line.bytes, context.syntax),
                context.syntax.signs(of: line.bytes) < deeper
            {
                lines.untake()
                return
            }
            parse(line, into: &section, level: level, deeper, &lines, &context)
        }
    }

    private static func parse(
        _ line: Line,
        into section: inout Section,
        level: Int,
        _ deeper: Int,
        _ lines: inout LineCursor,
        _ context: inout ParserContext
    ) {
        let isLegacy = context.syntax == .legacy
        if isLegacy, LegacyBlocks.beginsWithSpace(line.bytes) {
            if let block = LegacyBlocks.preformatted(from: line, &lines, &context) {
                section.blocks.append(block)
            }
        } else if isLegacy, line.bytes.starts(with: "- ") {
            section.blocks.append(LegacyBlocks.list(from: line, &lines, &context))
        } else if line.isSpeakerNote {
            let note = Text(GoText.decode(line.bytes.speakerNoteText), at: lines.location(line))
            section.notes.append(note)
            if level > 1 { context.report(.noteInSubsection(at: note.location)) }
        } else if SectionHeading(line, level: level + 1, context.syntax) != nil {
            guard level < deepest else {
                context.report(.nestedTooDeep(at: lines.location(line)))
                return
            }
            lines.untake()
            let parts = parseList(level: level + 1, number: section.number, &lines, &context)
            section.blocks += parts.map(Block.section)
        } else if context.syntax.signs(of: line.bytes) >= deeper {
            context.report(.badlyNested(line, at: lines.location(line), level: level, context.syntax))
        } else if line.bytes.first == UInt8(ascii: ".") {
            let command = DirectiveLine(line, at: lines.location(line))
            DirectiveTable.parse(command, into: &section, level: level, &context)
        } else if isLegacy {
            if let block = LegacyBlocks.paragraph(from: line, &lines, &context) {
                section.blocks.append(block)
            }
        } else if let block = MarkdownBlocks.block(from: line, level: level, &lines, &context) {
            section.blocks.append(block)
        }
    }
}

extension Diagnostic {
    static func unexpectedLine(
        _ line: Line,
        at location: SourceLocation,
        _ syntax: Deck.Syntax,
        mistaken: MistakenSyntax?
    ) -> Self {
        Self(
            "deck.section.unexpected-line",
            .error,
            at: location,
            "the first section is written '\(syntax.sectionMarkText) Title', with one space after the mark",
            notes: [.present("unexpected line: \(GoText.decode(line.bytes))")]
                + (mistaken.map { [$0.note] } ?? [])
        )
    }

    static func badlyNested(
        _ line: Line,
        at location: SourceLocation,
        level: Int,
        _ syntax: Deck.Syntax
    ) -> Self {
        let mark = GoText.decode(syntax.sectionMark(level: level))
        let deeper = GoText.decode(syntax.sectionMark(level: level + 1))
        return Self(
            "deck.section.badly-nested",
            .error,
            at: location,
            "inside '\(mark)', a line that begins with '\(deeper)' is a heading '\(deeper) Title'",
            notes: [
                .present("badly nested section inside \(mark): \(GoText.decode(line.bytes))"),
                Note(
                    "go one level deeper at a time; to begin text with such a mark, put a word or a space before it"
                ),
            ]
        )
    }

    static func nestedTooDeep(at location: SourceLocation) -> Self {
        Self(
            "deck.section.badly-nested",
            .error,
            at: location,
            "sections nest at most \(SectionParser.deepest) deep",
            notes: [Note("present takes more, but nobody can read it; split the slide")]
        )
    }

    static func deckTruncated(_ line: Line, _ lines: LineCursor, _ syntax: Deck.Syntax) -> Self {
        let lost = lines.source.lines.count - line.number
        let index = line.number - 1
        // Right under another such line, or in a comment, it is hardly meant for a slide.
        let above = index > 0 ? lines.source.line(index) : []
        let isText =
            above.first == UInt8(ascii: "#") && !above.starts(with: "##")
            || OpenHTML.holds(index, of: lines.source)
        let location = lines.location(line)
        let what =
            syntax == .markdown
            ? "a body line '# …' ends the deck" : "the deck ends at a line that is neither section nor body"
        return Self(
            "deck.section.truncated",
            .warning,
            at: location,
            "\(what); \(lost) more line\(lost == 1 ? "" : "s") below it \(lost == 1 ? "is" : "are") lost",
            notes: [Note("write '## …' for a slide, or put a space before the '#'")],
            fixes: [
                isText
                    ? .makeText(location, lines.source)
                    : Fix("write '##'", edits: [.init(location.start, "#")])
            ]
        )
    }

    static func noteInSubsection(at location: SourceLocation) -> Self {
        Self(
            "deck.note.in-subsection",
            .warning,
            at: location,
            "a note inside a part of a slide is never shown to the speaker",
            notes: [Note("move the note above the slide's first part")]
        )
    }
}
