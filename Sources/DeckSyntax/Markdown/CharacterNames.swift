import DeckModel

/// Character references in HTML text, with all the names that HTML has: libcmark knows them.
public enum CharacterNames {
    /// Replaces references such as `&eacute;` and `&#233;` by what they stand for; others stay as they are.
    public static func decode(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
        var out = ""
        var rest = Substring(text)
        while let start = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
            out += rest[..<start]
            rest = rest[start...]
            guard let end = rest.utf8.prefix(longest).firstIndex(of: UInt8(ascii: ";")),
                let character = character(rest[...end])
            else {
                out += "&"
                rest = Substring(rest.utf8.dropFirst())
                continue
            }
            out += character
            rest = Substring(rest[end...].utf8.dropFirst())
        }
        return out + rest
    }

    /// The bytes of the longest reference that HTML has, with its marks.
    private static let longest = 34

    /// What a whole reference stands for; nil where it is none.
    private static func character(_ reference: Substring) -> String? {
        let name = reference.dropFirst().dropLast()
        guard !name.isEmpty, name.utf8.allSatisfy({ $0.isNameByte }) else { return nil }
        let document = CommonMark.parse(String(reference), lineNumbers: [1])
        guard case .paragraph(let content, _)? = document.blocks.first else { return nil }
        let text = content.plainText
        return text == reference ? nil : text
    }
}

extension UInt8 {
    fileprivate var isNameByte: Bool {
        (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20) || self == UInt8(ascii: "#")
    }
}
