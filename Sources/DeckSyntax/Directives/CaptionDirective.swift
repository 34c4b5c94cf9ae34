import DeckModel
import GoText
import SourceText

/// Reads `.caption TEXT`.
enum CaptionDirective: Directive {
    static let name = ".caption"

    static func parse(
        _ line: DirectiveLine,
        into section: inout Section,
        level: Int,
        _ context: inout ParserContext
    ) {
        let text = GoText.decode(GoText.trimmed(line.bytes.dropFirst(name.utf8.count)))
        // (A search for a text costs much more than one for a byte.)
        if text.utf8.contains(UInt8(ascii: "]")), text.contains("](") {
            context.report(.markdownInLabel(at: line.text.location))
        }
        section.blocks.append(.caption(Caption(command: line.text, text: text)))
    }
}
