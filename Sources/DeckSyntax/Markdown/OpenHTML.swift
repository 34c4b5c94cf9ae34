import GoText
import SourceText

/// Comments and other blocks of raw HTML that go on until a mark of their own, whatever stands in between.
enum OpenHTML {
    private static let blocks: [(open: String, close: String)] = [
        ("<!--", "-->"), ("<pre", "</pre>"), ("<script", "</script>"), ("<style", "</style>"),
        ("<textarea", "</textarea>"),
    ]

    /// How many lines are looked at above and below.
    private static let reach = 100

    /// Whether a line, told by its index, stands inside such a block of the slide's.
    static func holds(_ index: Int, of source: SourceFile) -> Bool {
        for start in (max(index - reach, 0)..<index).reversed() {
            let line = source.lines[start]
            if source.begins(line, with: "## ") { return false }
            // Few lines begin like that; the others need no reading.
            guard
                line.first(where: { source.bytes[$0] != UInt8(ascii: " ") }).map({ source.bytes[$0] })
                    == UInt8(ascii: "<")
            else { continue }
            let text = words(line, source)
            guard let block = blocks.first(where: { text.hasPrefix($0.open) }) else { continue }
            // One without an end holds nothing that was meant for it.
            let end = source.lines[start...].prefix(2 * reach).firstIndex {
                words($0, source).contains(block.close)
            }
            return end.map { $0 >= index } ?? false
        }
        return false
    }

    private static func words(_ line: Range<Int>, _ source: SourceFile) -> String {
        GoText.decode(GoText.trimmedStart(source.bytes[line])).lowercased()
    }
}
