import DeckModel
import SourceText

/// A stretch of Markdown whose text is yet to be parsed.
///
/// Each is a document of its own, so they are parsed beside each other while the deck is read.
struct UnparsedMarkdown: Sendable {
    let source: String
    let lineNumbers: [Int]
    /// The index of the slide that it belongs to.
    let slide: Int

    /// Puts all Markdown that was read into its place.
    static func parse(into sections: inout [Section], _ context: inout ParserContext) {
        let documents = context.finishMarkdown()
        var rest = documents[...]
        // Slides that were taken over have theirs.
        for index in sections.indices where context.origins[index] == nil {
            fill(&sections[index].blocks, from: &rest)
        }
        for (stretch, document) in zip(context.unparsed, documents) {
            report(document, of: stretch, &context)
        }
    }

    private static func fill(_ blocks: inout [Block], from documents: inout ArraySlice<CommonMark.Document>) {
        for index in blocks.indices {
            switch blocks[index] {
            case .markdown(var markdown):
                markdown.blocks = documents.popFirst()?.blocks ?? []
                blocks[index] = .markdown(markdown)
            case .section(var section):
                fill(&section.blocks, from: &documents)
                blocks[index] = .section(section)
            default: break
            }
        }
    }

    private static func report(
        _ document: CommonMark.Document,
        of stretch: UnparsedMarkdown,
        _ context: inout ParserContext
    ) {
        let last = stretch.lineNumbers.last ?? 1
        if document.rereadsLastByte {
            context.report(
                .lastByteReread(at: context.source.location(line: last)),
                inSlide: stretch.slide
            )
        }
        if document.isTooDeep {
            let lines = (stretch.lineNumbers.first ?? 1)...last
            context.report(.tooDeep(at: context.source.location(lines: lines)), inSlide: stretch.slide)
        }
    }
}
