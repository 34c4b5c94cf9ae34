/// Finds the word of an instruction that names an image, and puts another in its place.
enum ImageWord {
    /// `FROM [--flag=…] IMAGE [AS name]`.
    static func replacingBase(in text: [UInt8], by name: String) -> [UInt8] {
        let words = words(of: text)
        guard let word = words.dropFirst().first(where: { !text[$0].starts(with: "--".utf8) }) else {
            return text
        }
        return Array(text[..<word.lowerBound]) + Array(name.utf8) + Array(text[word.upperBound...])
    }

    /// `COPY --from=IMAGE …`.
    static func replacingSource(in text: [UInt8], by name: String) -> [UInt8] {
        let start = Array("--from=".utf8)
        guard let word = words(of: text).first(where: { text[$0].starts(with: start) }) else { return text }
        return Array(text[..<word.lowerBound]) + start + Array(name.utf8) + Array(text[word.upperBound...])
    }

    /// Words are separated by white space; an escape at a line's end joins lines, and is no word.
    private static func words(of text: [UInt8]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start: Int?
        for (index, byte) in text.enumerated() {
            let isSpace = byte <= 0x20
            if isSpace, let begin = start {
                words.append(begin..<index)
                start = nil
            } else if !isSpace, start == nil {
                start = index
            }
        }
        if let begin = start { words.append(begin..<text.count) }
        return words.filter { range in
            range.count > 1
                || text[range.lowerBound] != UInt8(ascii: "\\") && text[range.lowerBound] != UInt8(ascii: "`")
        }
    }
}
