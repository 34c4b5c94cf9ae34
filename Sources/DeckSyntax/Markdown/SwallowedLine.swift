import DeckModel
import SourceText

/// Warns when the physical line that `present` skips behind a block of Markdown is one that it would have heeded.
enum SwallowedLine {
    static func warn(
        index: Int,
        level: Int,
        _ lines: LineCursor,
        _ context: inout ParserContext
    ) {
        guard lines.source.lines.indices.contains(index) else { return }
        let line = lines.source.lines[index]
        guard MarkdownBlocks.endsBlock(line, of: lines.source) else { return }
        let bytes = lines.source.bytes[line]
        let location = lines.source.location(line: index + 1)
        if OpenHTML.holds(index, of: lines.source) {
            context.report(.lineSwallowedInHTML(at: location))
        } else if bytes.first == UInt8(ascii: ".") {
            context.report(.lineSwallowed("command", at: location))
        } else if bytes.isSpeakerNote {
            context.report(.lineSwallowed("note", at: location))
        } else if isSection(bytes, in: level) {
            context.report(.lineSwallowed("heading", at: location))
        } else {
            context.report(.hashLineSwallowed(at: location, lines.source))
        }
    }

    /// Whether a line is the heading of a slide or part that may stand in a section of a level.
    private static func isSection(_ line: ArraySlice<UInt8>, in level: Int) -> Bool {
        let signs = Deck.Syntax.markdown.signs(of: line)
        return SectionHeading.isHeading(line, .markdown)
            && (2...Deck.Syntax.markdown.signs(level: level + 1)).contains(signs)
    }
}

extension Diagnostic {
    fileprivate static func lineSwallowed(_ what: String, at location: SourceLocation) -> Self {
        swallowed(
            "a \(what) right under Markdown text is lost",
            at: location,
            "put a blank line above it",
            .blankLine(above: location)
        )
    }

    /// A blank line above `# …` would have it end the deck.
    fileprivate static func hashLineSwallowed(at location: SourceLocation, _ source: SourceFile) -> Self {
        swallowed(
            "a line that begins with '#' right under Markdown text is lost",
            at: location,
            "put one space before the '#' to keep the line",
            .makeText(location, source)
        )
    }

    /// A blank line above what stands in a comment would have it shown.
    fileprivate static func lineSwallowedInHTML(at location: SourceLocation) -> Self {
        swallowed(
            "this line inside an HTML block is lost, and the block ends above it",
            at: location,
            "put one space before it to keep the line",
            .indent(location)
        )
    }

    private static func swallowed(
        _ summary: String,
        at location: SourceLocation,
        _ remedy: String,
        _ fix: Fix
    ) -> Self {
        Self(
            "deck.markdown.swallowed-line",
            .warning,
            at: location,
            summary,
            notes: [Note(remedy)],
            fixes: [fix]
        )
    }
}

extension Diagnostic.Fix {
    /// Puts a space before a line that is skipped, and parts it from one below that `present` would skip instead.
    static func makeText(_ line: SourceLocation, _ source: SourceFile) -> Self {
        var fix = indent(line)
        let number = line.range.lowerBound.line
        guard number < source.lines.count else { return fix }
        let next = source.line(number + 1)
        let isSection = next.starts(with: "##") && SectionHeading.isHeading(next, .markdown)
        if isSection || next.first == UInt8(ascii: ".") || next.isSpeakerNote {
            fix.edits += blankLine(above: source.location(line: number + 1)).edits
        }
        return fix
    }
}
