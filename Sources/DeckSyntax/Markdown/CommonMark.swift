import CCmark
import DeckModel

/// Reads CommonMark by libcmark; the C tree is turned into values and freed at once.
///
/// The values are those of goldmark, which `present` renders with: where its result differs from CommonMark's
/// reference (code and HTML that run to the end of the text), the values follow goldmark.
enum CommonMark {
    struct Document: Sendable {
        var blocks: [MarkdownBlock]
        /// Whether goldmark's reading the last byte twice left a stray block.
        var rereadsLastByte: Bool
        /// Whether something nests too deep, and was left out.
        var isTooDeep: Bool
    }

    /// A place that libcmark reads otherwise than goldmark, and what to write there for both to read the same.
    struct Misreading {
        var range: Range<Int>
        var replacement: [UInt8]
    }

    /// How often a text is read at most; once but for what goldmark reads otherwise.
    private static let mostReadings = 5

    /// Parses a document.
    ///
    /// The line numbers tell the line of the deck for each line of the text.
    static func parse(_ text: String, lineNumbers: [Int]) -> Document {
        var text = text
        var reading = text.withUTF8 { read($0, lineNumbers, isFirst: true) }
        var readings = 1
        while !reading.misreadings.isEmpty, readings < mostReadings {
            var bytes = Array(text.utf8)
            for misreading in reading.misreadings.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
                bytes.replaceSubrange(misreading.range, with: misreading.replacement)
            }
            text = String(decoding: bytes, as: UTF8.self)
            reading = text.withUTF8 { read($0, lineNumbers, isFirst: false) }
            readings += 1
        }
        return reading.document
    }

    private static func read(
        _ buffer: UnsafeBufferPointer<UInt8>,
        _ lineNumbers: [Int],
        isFirst: Bool
    ) -> (document: Document, misreadings: [Misreading]) {
        guard let base = buffer.baseAddress,
            let root = base.withMemoryRebound(
                to: CChar.self,
                capacity: buffer.count,
                { cmark_parse_document($0, buffer.count, CMARK_OPT_DEFAULT) }
            )
        else { return (Document(blocks: [], rereadsLastByte: false, isTooDeep: false), []) }
        defer { cmark_node_free(root) }
        var reader = CommonMarkReader(root: root, text: buffer, lineNumbers: lineNumbers, isFirst: isFirst)
        let blocks = reader.blocks(of: root)
        let document = Document(
            blocks: blocks,
            rereadsLastByte: reader.rereadsLastByte,
            isTooDeep: reader.isTooDeep
        )
        return (document, reader.misreadings)
    }
}
