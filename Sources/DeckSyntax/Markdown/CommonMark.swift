import CCmark
import DeckModel

/// Reads CommonMark by libcmark; the C tree is turned into values and freed at once.
///
/// The values are those of goldmark, which `present` renders with: where its result differs from CommonMark's
/// reference (code and HTML that run to the end of the text), the values follow goldmark.
enum CommonMark {
    struct Document {
        var blocks: [MarkdownBlock]
        /// Whether goldmark's reading the last byte twice left a stray block.
        var rereadsLastByte: Bool
        /// Whether something nests too deep, and was left out.
        var isTooDeep: Bool
    }

    /// Parses a document.
    ///
    /// The line numbers tell the line of the deck for each line of the text.
    static func parse(_ text: String, lineNumbers: [Int]) -> Document {
        var text = text
        return text.withUTF8 { buffer in
            guard let base = buffer.baseAddress,
                let root = base.withMemoryRebound(
                    to: CChar.self,
                    capacity: buffer.count,
                    { cmark_parse_document($0, buffer.count, CMARK_OPT_DEFAULT) }
                )
            else { return Document(blocks: [], rereadsLastByte: false, isTooDeep: false) }
            defer { cmark_node_free(root) }
            var reader = CommonMarkReader(root: root, text: buffer, lineNumbers: lineNumbers)
            let blocks = reader.blocks(of: root)
            return Document(
                blocks: blocks,
                rereadsLastByte: reader.rereadsLastByte,
                isTooDeep: reader.isTooDeep
            )
        }
    }
}
