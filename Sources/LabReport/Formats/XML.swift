/// XML as values, printed with every character that XML gives a meaning to escaped.
///
/// There are no CDATA sections: their end can't be escaped.
struct XML: Hashable, Sendable {
    var name: String
    var attributes: [(name: String, value: String)] { zip(names, values).map { ($0, $1) } }
    private var names: [String]
    private var values: [String]
    private var text: String
    private var children: [XML]

    init(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], text: String) {
        self.init(name, attributes)
        self.text = text
    }

    init(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: [XML] = []) {
        self.name = name
        let present = attributes.compactMap { name, value in value.map { (name, $0) } }
        (names, values) = (present.map(\.0), present.map(\.1))
        (text, self.children) = ("", children)
    }

    /// The document with this element as its root.
    func document() -> String {
        var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        write(to: &out, level: 0)
        return out
    }

    private func write(to out: inout String, level: Int) {
        out += String(repeating: "  ", count: level) + "<" + name
        for (name, value) in attributes { out += " \(name)=\"\(Self.escaped(value))\"" }
        guard !children.isEmpty || !text.isEmpty else {
            out += "/>\n"
            return
        }
        out += ">" + Self.escaped(text, isAttribute: false)
        if !children.isEmpty {
            out += "\n"
            for child in children { child.write(to: &out, level: level + 1) }
            out += String(repeating: "  ", count: level)
        }
        out += "</\(name)>\n"
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 0x09, 0x0A: true
        default: false
        }
    }

    private static func escaped(_ text: String, isAttribute: Bool = true) -> String {
        guard text.utf8.contains(where: isSpecial) else { return text }
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"" where isAttribute: out += "&quot;"
            // A reader makes spaces of these in attributes, unless they are written so.
            case "\t" where isAttribute: out += "&#9;"
            case "\n" where isAttribute: out += "&#10;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
