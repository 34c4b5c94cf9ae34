import CCmark
import DeckModel

/// Where goldmark, which `present` renders with, doesn't do as libcmark does.
extension CommonMarkReader {
    /// What goldmark makes of the last byte of the text, which it reads twice behind certain HTML blocks.
    mutating func strayBlocks(after node: OpaquePointer) -> [MarkdownBlock]? {
        guard cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK, let byte = text.last,
            byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t")
        else { return nil }
        let html = endingText(of: node).lowercased()
        guard html.last != "\n", html.contains("\n"), HTMLBlockTags.opens(html),
            let lastLine = html.split(separator: "\n").last, HTMLBlockTags.closes(lastLine)
        else { return nil }
        rereadsLastByte = true
        return CommonMark.parse(String(decoding: [byte], as: UTF8.self), lineNumbers: [line(of: node)]).blocks
    }

    /// Whether the line above a list item is blank: then goldmark sets the list loosely, even where the line belongs to
    /// a code or HTML block that the item ends.
    func hasBlankLine(above item: OpaquePointer, quoteDepth: Int) -> Bool {
        let index = Int(cmark_node_get_start_line(item)) - 1
        guard index > 0, lineStarts.indices.contains(index) else { return false }
        var line = text[lineStarts[index - 1]..<(lineStarts[index] - 1)].drop { $0.isBlank }
        for _ in 0..<quoteDepth where line.first == UInt8(ascii: ">") {
            line = line.dropFirst().drop { $0.isBlank }
        }
        return line.isEmpty
    }

    /// The text of a code or HTML block inside a list item: there goldmark takes white lines for empty ones.
    static func withEmptyWhiteLines(_ literal: String) -> String {
        let lines = literal.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.contains(where: { !$0.isEmpty && $0.allSatisfy(\.isBlank) }) else { return literal }
        return lines.map { $0.allSatisfy(\.isBlank) ? "" : String($0) ?? "" }.joined(separator: "\n")
    }

    /// Notes the line of dashes right under link definitions, which goldmark takes for a thematic break.
    ///
    /// libcmark takes them for the underline of a heading, finds the heading's text used up, and leaves them as text.
    mutating func noteDashes(under node: OpaquePointer) {
        guard let first = cmark_node_first_child(node), beginsWithDash(first),
            case let dashes = literal(first).utf8, dashes.count > 2,
            dashes.allSatisfy({ $0 == UInt8(ascii: "-") }),
            sourceLine(of: node).dropFirst(Int(cmark_node_get_start_column(node)) - 1).first
                == UInt8(ascii: "[")
        else { return }
        var start = lineStart(of: node)
        while start < text.count {
            let line = text[start...].prefix { $0 != UInt8(ascii: "\n") }
            let body = line.drop { $0.isBlank || $0 == UInt8(ascii: ">") }
            if body.starts(with: dashes), body.dropFirst(dashes.count).allSatisfy(\.isBlank) {
                // Asterisks make a thematic break, too, and are never the underline of a heading.
                misreadings.append(
                    CommonMark.Misreading(
                        range: body.startIndex..<body.startIndex + dashes.count,
                        replacement: [UInt8](repeating: UInt8(ascii: "*"), count: dashes.count)
                    )
                )
                return
            }
            start = line.endIndex + 1
        }
    }

    private func beginsWithDash(_ node: OpaquePointer) -> Bool {
        cmark_node_get_type(node) == CMARK_NODE_TEXT
            && cmark_node_get_literal(node)?.pointee == CChar(UInt8(ascii: "-"))
    }

    /// What goldmark makes of a lone dash right under link definitions, nil for any other block: an empty list.
    func listUnderDefinitions(_ node: OpaquePointer) -> MarkdownBlock? {
        guard let first = cmark_node_first_child(node), cmark_node_next(first) == nil,
            beginsWithDash(first), literal(first) == "-",
            sourceLine(of: node).dropFirst(Int(cmark_node_get_start_column(node)) - 1).first
                == UInt8(ascii: "[")
        else { return nil }
        return .list(MarkdownList(start: nil, isTight: true, items: [[]]))
    }
}

extension UInt8 {
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

/// The tags whose HTML blocks end at a closing tag, not at a blank line.
private enum HTMLBlockTags {
    private static let names = ["script", "pre", "style", "textarea"]

    static func opens(_ html: String) -> Bool {
        let start = html.drop { $0 == " " }
        return names.contains { name in
            guard start.hasPrefix("<" + name) else { return false }
            let next = start.dropFirst(name.count + 1).first
            return next.map { " \t>\n".contains($0) } ?? true
        }
    }

    static func closes(_ line: Substring) -> Bool { names.contains { line.contains("</\($0)>") } }
}
