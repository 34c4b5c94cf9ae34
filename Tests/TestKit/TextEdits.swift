/// Changes to a deck's text as an author makes them, and some that none would make.
public enum TextEdits {
    /// Lines that mean something to the format.
    private static let lines = [
        "", "text", "## New slide", "### Part", "# x", "* Legacy", "- item", ": note", "//alt: A picture",
        "//title: A film", "#alt: A picture", ".image a.png", ".image b.png 100 _",
        ".video a.webm video/webm",
        ".iframe https://example.org", ".caption Words", ".background back.png", ".code main.go", "```",
        "    code",
        "<p style=\"color:red\" onclick=\"f()\">html</p>", "<script>f()</script>", ".nope", "\t",
        "// comment",
    ]

    /// Returns the text with one change at a random place.
    public static func edited(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch random.pick([0, 1, 2, 3, 4]) {
        case 0:
            bytes.insert(contentsOf: Array("\(random.pick(lines))\n".utf8), at: lineStart(place, in: bytes))
        case 1:
            bytes.insert(contentsOf: Array("word".utf8), at: place)
        case 2:
            let end = min(bytes.count, place + random.pick([1, 2, 10, 100]))
            bytes.removeSubrange(place..<end)
        case 3:
            let start = lineStart(place, in: bytes)
            let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            bytes.removeSubrange(start..<end)
        default:
            let start = lineStart(place, in: bytes)
            bytes.insert(contentsOf: bytes[start..<min(bytes.count, start + 200)], at: start)
        }
        return bytes
    }

    private static func lineStart(_ place: Int, in bytes: [UInt8]) -> Int {
        bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    }
}
