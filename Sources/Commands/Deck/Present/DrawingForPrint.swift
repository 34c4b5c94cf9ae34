/// Readies SVG drawings for a terminal.
enum DrawingForPrint {
    /// Puts white paper below a drawing, which most are made for, and takes away what draw.io tells those who can't show
    /// its text; other files stay as they are.
    static func prepare(_ file: [UInt8]) -> [UInt8] {
        guard let start = find("<svg", in: file), let end = endOfTag(file, from: start) else { return file }
        guard file[end - 1] != UInt8(ascii: "/") else { return file }
        let paper = #"<rect x="-50%" y="-50%" width="200%" height="200%" fill="white"/>"#
        var body = Array(file[(end + 1)...])
        if let excuse = find("Text is not SVG", in: body),
            let open = findLast("<switch>", in: body[..<excuse]),
            let close = find("</switch>", in: Array(body[excuse...]))
        {
            body.removeSubrange(open..<excuse + close + "</switch>".utf8.count)
        }
        return file[...end] + Array(paper.utf8) + body
    }

    /// The `>` of a tag; quoted values may hold others.
    private static func endOfTag(_ file: [UInt8], from start: Int) -> Int? {
        var quote: UInt8?
        for index in start..<file.count {
            switch (file[index], quote) {
            case (let byte, let open?): if byte == open { quote = nil }
            case (UInt8(ascii: "\""), nil), (UInt8(ascii: "'"), nil): quote = file[index]
            case (UInt8(ascii: ">"), nil): return index
            default: break
            }
        }
        return nil
    }

    private static func find(_ text: String, in bytes: [UInt8]) -> Int? {
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return nil }
        return (0...bytes.count - wanted.count).first { index in
            bytes[index] == wanted[0] && bytes[index..<index + wanted.count].elementsEqual(wanted)
        }
    }

    private static func findLast(_ text: String, in bytes: ArraySlice<UInt8>) -> Int? {
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return nil }
        return (0...bytes.count - wanted.count).last { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
}
