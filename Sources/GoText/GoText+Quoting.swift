extension GoText {
    /// Quotes bytes as Go's `%q` does.
    public static func quoted(_ bytes: some Collection<UInt8>) -> String {
        var out = "\""
        Array(bytes).withUnsafeBytes { buffer in
            forEachScalar(buffer) { bytes, scalar in
                guard let scalar else {
                    for byte in bytes { out += #"\x"# + hex(UInt32(byte), digits: 2) }
                    return
                }
                switch scalar {
                case "\"", "\\": out += "\\\(scalar)"
                case _ where scalar.isGoPrintable: out.unicodeScalars.append(scalar)
                default: out += escape(scalar)
                }
            }
        }
        return out + "\""
    }

    /// Quotes a text as Go's `%q` does.
    public static func quoted(_ text: String) -> String { quoted(text.utf8) }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x07: #"\a"#
        case 0x08: #"\b"#
        case 0x0C: #"\f"#
        case 0x0A: #"\n"#
        case 0x0D: #"\r"#
        case 0x09: #"\t"#
        case 0x0B: #"\v"#
        case 0..<0x80: #"\x"# + hex(scalar.value, digits: 2)
        case 0x80..<0x10000: #"\u"# + hex(scalar.value, digits: 4)
        default: #"\U"# + hex(scalar.value, digits: 8)
        }
    }

    private static func hex(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(digits - text.utf8.count, 0)) + text
    }
}
