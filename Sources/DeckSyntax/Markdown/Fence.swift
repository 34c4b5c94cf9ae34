import GoText
import SourceText

/// An open Markdown fence.
struct Fence {
    /// The line that opens it, from 1.
    let number: Int
    /// Whether something stands behind the mark; a closing one has nothing there.
    let hasInfo: Bool
    private let mark: UInt8
    private let count: Int
    /// How far the text of the list item around it is indented; 0 outside of one.
    private let indent: Int
    private let isQuoted: Bool

    /// Reads the line that opens a fence; nil where it opens none.
    init?(opening line: ArraySlice<UInt8>, number: Int) {
        guard line.contains(UInt8(ascii: "`")) || line.contains(UInt8(ascii: "~")) else { return nil }
        var body = line.drop { $0 == UInt8(ascii: " ") }
        guard line.count - body.count < 4 else { return nil }
        var (indent, isQuoted) = (0, false)
        while let content = Self.content(behindMarkerOf: body) {
            if body.first == UInt8(ascii: ">") { isQuoted = true }
            body = content
            indent = isQuoted ? 0 : body.startIndex - line.startIndex
        }
        guard let mark = body.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
            return nil
        }
        let info = body.drop { $0 == mark }
        let count = body.count - info.count
        guard count >= 3, mark == UInt8(ascii: "~") || !info.contains(UInt8(ascii: "`")) else { return nil }
        self.number = number
        self.mark = mark
        self.count = count
        self.indent = indent
        self.isQuoted = isQuoted
        self.hasInfo = !GoText.isWhite(info)
    }

    /// Whether it stands behind the mark of a list item or quotation, and ends with that.
    var isContained: Bool { indent > 0 || isQuoted }

    func isClosed(by line: ArraySlice<UInt8>) -> Bool {
        let body = line.drop { $0 == UInt8(ascii: " ") || isQuoted && $0 == UInt8(ascii: ">") }
        let rest = body.drop { $0 == mark }
        guard isQuoted || line.count - body.count < indent + 4 else { return false }
        return body.count - rest.count >= count && GoText.isWhite(rest)
    }

    /// Whether a line lies outside of the list item or quotation that the fence stands in.
    func isLeft(by line: ArraySlice<UInt8>) -> Bool {
        if isQuoted { return line.first { $0 != UInt8(ascii: " ") } != UInt8(ascii: ">") }
        guard indent > 0, !GoText.isWhite(line), line.first != UInt8(ascii: "\t") else { return false }
        return line.prefix { $0 == UInt8(ascii: " ") }.count < indent
    }

    /// What stands behind the mark of a list item or quotation that a text begins with; nil where there is no such mark.
    private static func content(behindMarkerOf text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let rest: ArraySlice<UInt8>
        switch text.first {
        case UInt8(ascii: ">"): return text.dropFirst().drop { $0 == UInt8(ascii: " ") }
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): rest = text.dropFirst()
        case .some(0x30...0x39):
            let sign = text.drop { (0x30...0x39).contains($0) }
            guard sign.first == UInt8(ascii: ".") || sign.first == UInt8(ascii: ")") else { return nil }
            rest = sign.dropFirst()
        default: return nil
        }
        let content = rest.drop { $0 == UInt8(ascii: " ") }
        // Further to the right it would be indented code.
        return (1...4).contains(rest.count - content.count) ? content : nil
    }
}
