public import DeckModel
import GoText

/// The HTML of a listing as the real `present` makes it: its tree's `Text` field.
///
/// It is kept to the byte for comparing trees. Our own pages are made elsewhere.
public enum CodeText {
    /// Returns the HTML of a listing, as with running programs switched on.
    public static func html(_ code: Code) -> String {
        var out = "\n"
        if code.isPlayable { out += hidden(code.prefix) }
        out += "<pre"
        if code.isEditable { out += #" contenteditable="true" spellcheck="false""# }
        if code.hasNumbers { out += #" class="numbers""# }
        out += ">"
        for line in code.lines {
            let text = line.isHighlighted ? bold(line.text) : escaped(line.text)
            out += "<span num=\"\(line.number)\">\(text)</span>\n"
        }
        out += "</pre>\n"
        if code.isPlayable { out += hidden(code.suffix) }
        return out
    }

    private static func hidden(_ part: [UInt8]) -> String {
        part.isEmpty ? "" : "<pre style=\"display: none\"><span>\(escaped(GoText.decode(part)))</span></pre>"
    }

    private static func bold(_ text: String) -> String {
        let (indent, rest) = highlighted(text)
        return indent + "<b>\(escaped(rest))</b>"
    }

    /// The parts of a highlighted line that are shown: its indentation, and the rest without white space around it.
    public static func highlighted(_ text: String) -> (indent: String, rest: String) {
        let bytes = Array(text.utf8)
        let indent = bytes.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return (GoText.decode(indent), GoText.decode(GoText.trimmed(bytes[...])))
    }

    /// Escapes as Go's html/template does in text.
    private static func escaped(_ text: String) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): out += "&amp;".utf8
            case UInt8(ascii: "<"): out += "&lt;".utf8
            case UInt8(ascii: ">"): out += "&gt;".utf8
            case UInt8(ascii: "\""): out += "&#34;".utf8
            case UInt8(ascii: "'"): out += "&#39;".utf8
            case UInt8(ascii: "+"): out += "&#43;".utf8
            case 0: out += "\u{FFFD}".utf8
            default: out.append(byte)
            }
        }
        return GoText.decode(out)
    }
}
