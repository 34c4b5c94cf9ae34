import DeckModel
import GoText
import SourceText

/// The stretches of Markdown between commands, notes and headings.
enum MarkdownBlocks {
    /// Collects the lines of a block, renders them, and skips the line after it as `present` does.
    ///
    /// The level is that of the section around it.
    static func block(
        from first: Line,
        level: Int,
        _ lines: inout LineCursor,
        _ context: inout ParserContext
    ) -> Block? {
        let source = lines.source
        var stretch = Stretch()
        // The index of the physical line behind the last line that isn't white.
        var end = first.number - 1
        lines.next = end
        while let (number, line) = lines.takeRange() {
            let isWhite = source.isWhite(line)
            if !isWhite {
                if endsBlock(line, of: source) { break }
                end = number
            }
            stretch.append(line, number, of: source.bytes, isWhite: isWhite)
        }
        lines.next = end + 1
        stretch.finish(of: source.bytes)
        guard !stretch.lineNumbers.isEmpty else {
            // A white line above something else is dropped as well, and nobody misses it.
            if !GoText.isWhite(first.bytes) {
                context.report(.hashLineDropped(at: lines.location(first), source))
            }
            return nil
        }
        SwallowedLine.warn(index: end, level: level, lines, &context)
        return .markdown(markdown(stretch, &context))
    }

    /// The text of a block as the Markdown parser gets it, and the deck's line of each of its lines.
    private struct Stretch {
        private(set) var text: [UInt8] = []
        private(set) var lineNumbers: [Int] = []
        /// What of the deck comes next in the text as it stands: lines that follow each other are copied together.
        private var run = 0..<0
        private var textCount = 0
        private var lineCount = 0

        init() {
            text.reserveCapacity(1024)
            lineNumbers.reserveCapacity(32)
        }

        mutating func append(_ line: Range<Int>, _ number: Int, of deck: [UInt8], isWhite: Bool) {
            let isFirst = lineNumbers.isEmpty
            let first = line.isEmpty ? 0 : deck[line.lowerBound]
            if first == UInt8(ascii: "\\") || first == UInt8(ascii: "\t") {
                copyRun(of: deck)
                if !isFirst { text.append(UInt8(ascii: "\n")) }
                appendUnescaped(deck[line])
            } else if !isFirst, run.upperBound + 1 == line.lowerBound {
                // There is room for a line feed alone between the lines.
                run = run.lowerBound..<line.upperBound
            } else {
                copyRun(of: deck)
                if !isFirst { text.append(UInt8(ascii: "\n")) }
                run = line
            }
            lineNumbers.append(number)
            if !isWhite { (textCount, lineCount) = (text.count + run.count, lineNumbers.count) }
        }

        private mutating func appendUnescaped(_ line: ArraySlice<UInt8>) {
            var line = line.withoutDotEscape
            while line.first == UInt8(ascii: "\t") {
                line.removeFirst()
                for _ in 0..<4 { text.append(UInt8(ascii: " ")) }
            }
            text += line
        }

        private mutating func copyRun(of deck: [UInt8]) {
            guard !run.isEmpty else { return }
            text += deck[run]
            run = 0..<0
        }

        /// Copies what is left, and takes the lines away that are white to the end.
        mutating func finish(of deck: [UInt8]) {
            copyRun(of: deck)
            text.removeSubrange(textCount...)
            lineNumbers.removeSubrange(lineCount...)
        }
    }

    static func endsBlock(_ line: Range<Int>, of source: SourceFile) -> Bool {
        switch source.firstByte(of: line) {
        case UInt8(ascii: "."), UInt8(ascii: "#"): true
        case UInt8(ascii: ":"): source.bytes[line].isSpeakerNote
        default: false
        }
    }

    private static func markdown(_ stretch: Stretch, _ context: inout ParserContext) -> Markdown {
        let numbers = stretch.lineNumbers
        let last = numbers.last ?? 1
        let source = GoText.decode(stretch.text)
        context.parseLater(source, lineNumbers: numbers)
        return Markdown(
            source: source,
            blocks: [],
            at: context.source.location(lines: (numbers.first ?? 1)...last)
        )
    }
}

extension Diagnostic {
    static func tooDeep(at location: SourceLocation) -> Self {
        Self(
            "deck.markdown.too-deep",
            .warning,
            at: location,
            "lists, quotes and emphasis nest at most \(CommonMarkReader.deepest) deep; what lies deeper isn't shown",
            notes: [Note("present shows it, but nobody can read it; split the text")]
        )
    }

    static func lastByteReread(at location: SourceLocation) -> Self {
        Self(
            "deck.markdown.stray-block",
            .warning,
            at: location,
            "present reads the last character again when a block of script, style, pre or textarea ends the text",
            notes: [Note("put a line '<!-- -->' below it, or move the HTML to a file and show it with .html")]
        )
    }

    static func hashLineDropped(at location: SourceLocation, _ source: SourceFile) -> Self {
        Self(
            "deck.markdown.dropped-line",
            .warning,
            at: location,
            "a line that begins with '#' and is no heading is lost",
            notes: [
                Note(
                    "for a heading, put a space behind the mark; for text, put a backslash or a space before it"
                )
            ],
            fixes: [.makeText(location, source)]
        )
    }
}
