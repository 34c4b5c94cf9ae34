import DeckModel
import GoText
import SourceText

/// Paragraphs, lists and preformatted text of the legacy syntax.
enum LegacyBlocks {
    static func beginsWithSpace(_ line: ArraySlice<UInt8>) -> Bool {
        GoText.leadingWhite(line).count > 0
    }

    /// Collects lines with exactly the first line's indentation, and blank ones.
    static func preformatted(
        from first: Line,
        _ lines: inout LineCursor,
        _ context: inout ParserContext
    ) -> Block? {
        let indent = GoText.leadingWhite(first.bytes)
        // Go prints nothing for a line that holds only white space.
        if indent.count == first.bytes.count { return nil }
        var raw: [UInt8] = []
        var last = first
        var line: Line? = first
        while let current = line, current.isBlank || current.bytes.starts(with: indent) {
            if last.number != first.number || !raw.isEmpty || current.number != first.number {
                raw.append(0x0A)
            }
            raw += current.isBlank ? [] : current.bytes.dropFirst(indent.count)
            last = current
            line = lines.take()
        }
        lines.untake()
        var shown: [UInt8] = []
        for byte in raw {
            if byte == UInt8(ascii: "\t") { shown += "    ".utf8 } else { shown.append(byte) }
        }
        let location = span(first, last, context)
        return .preformatted(
            Preformatted(
                text: GoText.decode(GoText.trimmedEnd(shown[...])),
                raw: GoText.decode(raw),
                at: location
            )
        )
    }

    /// Collects items, each with the lines that continue it after a space.
    static func list(from first: Line, _ lines: inout LineCursor, _ context: inout ParserContext) -> Block {
        var items: [[UInt8]] = []
        var last = first
        var line: Line? = first
        while let current = line {
            if current.bytes.starts(with: "- ") {
                items.append(Array(current.bytes.dropFirst(2)))
            } else if current.bytes.first == UInt8(ascii: " ") {
                let text = GoText.trimmed(current.bytes)
                if text.starts(with: "- ") {
                    context.report(.listNested(at: context.source.location(line: current.number)))
                }
                items[items.count - 1] += [0x0A] + text
            } else {
                if current.bytes.first == UInt8(ascii: "\t"), !GoText.isWhite(current.bytes) {
                    context.report(.listTabContinuation(at: context.source.location(line: current.number)))
                }
                break
            }
            last = current
            line = lines.take()
        }
        lines.untake()
        return .list(BulletList(items: items.map { GoText.decode($0) }, at: span(first, last, context)))
    }

    /// Collects lines up to a blank one, a command or a note; nothing else ends a paragraph.
    static func paragraph(
        from first: Line,
        _ lines: inout LineCursor,
        _ context: inout ParserContext
    ) -> Block? {
        var texts: [String] = []
        var last = first
        var line: Line? = first
        while let current = line, !GoText.isWhite(current.bytes) {
            if current.bytes.first == UInt8(ascii: ".") || current.isSpeakerNote {
                lines.untake()
                break
            }
            warnOfAbsorbed(current, first, &context)
            texts.append(GoText.decode(current.bytes.withoutDotEscape))
            last = current
            line = lines.take()
        }
        return texts.isEmpty ? nil : .paragraph(Paragraph(lines: texts, at: span(first, last, context)))
    }

    private static func warnOfAbsorbed(_ line: Line, _ first: Line, _ context: inout ParserContext) {
        guard line.number != first.number else { return }
        let location = context.source.location(line: line.number)
        if line.bytes.starts(with: "- ") {
            context.report(.absorbed("list item", at: location))
        } else if SectionHeading.isHeading(line.bytes, .legacy) {
            context.report(.absorbed("heading", at: location))
        } else if line.bytes.first == UInt8(ascii: "\t") || line.bytes.starts(with: "    ") {
            context.report(.absorbed("indented line", at: location))
        }
    }

    private static func span(_ first: Line, _ last: Line, _ context: ParserContext) -> SourceLocation {
        context.source.location(lines: first.number...last.number)
    }
}

extension ArraySlice<UInt8> {
    /// The line without the backslash of a leading `\.`.
    var withoutDotEscape: ArraySlice<UInt8> { starts(with: "\\.") ? dropFirst() : self }
}

extension SourceFile {
    /// The location of several whole lines.
    func location(lines: ClosedRange<Int>) -> SourceLocation {
        let end = SourcePosition(line: lines.upperBound, column: line(lines.upperBound).count + 1)
        return SourceLocation(file: name, range: SourcePosition(line: lines.lowerBound, column: 1)..<end)
    }
}

extension Diagnostic {
    static func absorbed(_ what: String, at location: SourceLocation) -> Self {
        let start = SourceLocation(
            file: location.file,
            range: location.range.lowerBound..<location.range.lowerBound
        )
        return Self(
            "deck.paragraph.absorbed",
            .warning,
            at: location,
            "a\(what.first == "i" ? "n" : "") \(what) right under a paragraph is text of the paragraph",
            notes: [Note("put a blank line between them")],
            fixes: [Fix("insert a blank line", edits: [.init(start, "\n")])]
        )
    }

    static func listNested(at location: SourceLocation) -> Self {
        Self(
            "deck.list.nested",
            .warning,
            at: location,
            "lists of the legacy syntax don't nest; this is text of the item above",
            notes: [
                Note(
                    "write the item without indentation, or turn the deck into Markdown ('# Title' on the first line)"
                )
            ]
        )
    }

    static func listTabContinuation(at location: SourceLocation) -> Self {
        Self(
            "deck.list.tab",
            .warning,
            at: location,
            "a line continues an item after spaces; a tab begins preformatted text",
            notes: [
                Note("indent with spaces, or put a blank line above to show that the text is preformatted")
            ]
        )
    }
}
