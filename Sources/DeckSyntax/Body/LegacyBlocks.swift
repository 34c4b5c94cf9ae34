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
        var isAbsorbing = false
        var last = first
        var line: Line? = first
        while let current = line, !GoText.isWhite(current.bytes) {
            if current.bytes.first == UInt8(ascii: ".") || current.isSpeakerNote {
                lines.untake()
                break
            }
            if current.number != first.number { warnOfAbsorbed(current, &isAbsorbing, &context) }
            texts.append(GoText.decode(current.bytes.withoutDotEscape))
            last = current
            line = lines.take()
        }
        return texts.isEmpty ? nil : .paragraph(Paragraph(lines: texts, at: span(first, last, context)))
    }

    /// Warns of a line that would be no text with a blank line above.
    ///
    /// Once one is parted from the paragraph, the list items and indented lines below it stand right by themselves.
    private static func warnOfAbsorbed(
        _ line: Line,
        _ isAbsorbing: inout Bool,
        _ context: inout ParserContext
    ) {
        let location = context.source.location(line: line.number)
        if SectionHeading.isHeading(line.bytes, .legacy) {
            context.report(.absorbed("heading", at: location))
            isAbsorbing = true
        } else if line.bytes.starts(with: "- ") {
            if !isAbsorbing { context.report(.absorbed("list item", at: location)) }
            isAbsorbing = true
        } else if line.bytes.first == UInt8(ascii: "\t") || line.bytes.starts(with: "    ") {
            if !isAbsorbing { context.report(.absorbed("indented line", at: location)) }
            isAbsorbing = true
        } else if !beginsWithSpace(line.bytes) {
            isAbsorbing = false
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
        Self(
            "deck.paragraph.absorbed",
            .warning,
            at: location,
            "a\(what.first == "i" ? "n" : "") \(what) right under a paragraph is text of the paragraph",
            notes: [Note("put a blank line between them")],
            fixes: [.blankLine(above: location)]
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
