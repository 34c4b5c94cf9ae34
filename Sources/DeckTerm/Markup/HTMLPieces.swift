import HTMLTree

/// Cuts HTML, or SVG, into start tags, end tags and text.
struct HTMLPieces {
    enum Piece {
        /// Text with its character references as written.
        case text(Substring)
        case start(HTMLTag)
        /// The name of an element that ends.
        case end(String)
        /// Comments, declarations, scripts and style sheets.
        case hidden
    }

    private var scanner: TagScanner
    /// What is left of a stretch without start tags.
    private var rest: Substring = ""

    init(_ html: String) { scanner = TagScanner(html) }

    mutating func next() -> Piece? {
        if !rest.isEmpty { return piece() }
        switch scanner.next() {
        case .text(let text):
            rest = text
            return rest.isEmpty ? .hidden : piece()
        case .tag(let tag): return .start(tag)
        case .script, .style: return .hidden
        case nil: return nil
        }
    }

    private mutating func piece() -> Piece {
        let bytes = rest.utf8
        guard let open = bytes.firstIndex(of: UInt8(ascii: "<")) else { return takeText(to: rest.endIndex) }
        guard open == rest.startIndex else { return takeText(to: open) }
        let after = bytes.dropFirst()
        if after.starts(with: "!--".utf8) {
            take(past: "-->")
            return .hidden
        }
        if after.starts(with: "![CDATA[".utf8) {
            let content = rest[open...].utf8.dropFirst(9)
            take(past: "]]>")
            let end = content.firstRange(of: "]]>".utf8)?.lowerBound ?? content.endIndex
            return .text(Substring(content[content.startIndex..<end]))
        }
        guard let mark = after.first, "/!?".utf8.contains(mark) else {
            // A sign that opens nothing: it is text up to the next one.
            let next = after.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
            return takeText(to: next)
        }
        let tag = rest
        take(past: ">")
        guard mark == UInt8(ascii: "/") else { return .hidden }
        let name = tag.utf8.dropFirst(2).prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") }
        return .end(String(Substring(name)).lowercased())
    }

    private mutating func takeText(to end: String.Index) -> Piece {
        defer { rest = rest[end...] }
        return .text(rest[..<end])
    }

    private mutating func take(past end: String) {
        rest = rest.utf8.firstRange(of: end.utf8).map { rest[$0.upperBound...] } ?? rest[rest.endIndex...]
    }
}
