/// Text that can't steer what shows it: no control characters, nothing that turns the order of letters around.
///
/// Everything that a report prints passes here, so no renderer can forget it; commands that print a stranger's text by
/// themselves use it, too. Tabs stay; a line feed is a control character, so a plain text is one line.
public struct Plain: Hashable, Sendable {
    public let text: String

    public init(_ raw: String) {
        // Most texts are printable ASCII and need no closer look.
        guard !Self.isPrintable(raw), raw.unicodeScalars.contains(where: Self.isUnsafe) else {
            text = raw
            return
        }
        var out = ""
        for scalar in raw.unicodeScalars {
            if Self.isUnsafe(scalar) {
                out += Self.escaped(scalar)
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        text = out
    }

    /// The lines of a text, each plain; a line feed at the end begins no further one.
    static func lines(_ raw: String) -> [Plain] {
        var lines = raw.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
            Plain(String($0))
        }
        if lines.count > 1, lines.last?.text.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func isPrintable(_ text: String) -> Bool {
        for byte in text.utf8 where byte < 0x20 || byte > 0x7E { return false }
        return true
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16)
        return scalar.value < 0x100 ? "\\x" + (hex.count < 2 ? "0" + hex : hex) : "\\u{\(hex)}"
    }

    /// Whether a scalar steers terminals, reorders letters, hides itself, or isn't allowed in XML.
    static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        // C0, DEL, C1
        case 0x00..<0x20, 0x7F...0x9F: true
        // Marks, embeddings, overrides and isolates of bidirectional text
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        // Line and paragraph separators, which some readers take for line ends
        case 0x2028, 0x2029: true
        // Byte order mark, annotations, and tags, which nobody sees
        case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        case 0xFDD0...0xFDEF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}

extension Plain: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) { self.init(value) }
}

extension Plain: CustomStringConvertible {
    public var description: String { text }
}
