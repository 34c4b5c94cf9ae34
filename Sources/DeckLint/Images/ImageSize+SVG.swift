extension ImageSize {
    /// Reads the size that a drawing's root element gives: `width` and `height`, else those of the `viewBox`.
    static func svg(_ bytes: [UInt8]) -> ImageSize? {
        guard let tag = rootTag(bytes[...]) else { return nil }
        let attributes = self.attributes(of: tag)
        let box = (attributes["viewBox"] ?? "").split { " ,\t\r\n".contains($0) }.map { Double($0) ?? 0 }
        let boxSize = box.count == 4 ? (box[2], box[3]) : (0, 0)
        let width = attributes["width"].flatMap(pixels) ?? boxSize.0
        let height = attributes["height"].flatMap(pixels) ?? boxSize.1
        return ImageSize(whole(width), whole(height), .svg)
    }

    /// The text between `<svg` and `>`; what may stand before it is a byte-order mark, comments and declarations.
    private static func rootTag(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
        while true {
            rest = rest.drop(while: \.isXMLSpace)
            guard rest.first == UInt8(ascii: "<") else { return nil }
            if rest.starts(with: "<svg".utf8),
                rest.dropFirst(4).first.map({ $0.isXMLSpace || $0 == UInt8(ascii: ">") }) == true
            {
                return tagText(rest.dropFirst(4))
            }
            let end: StaticString
            if rest.starts(with: "<!--".utf8) {
                end = "-->"
            } else if rest.starts(with: "<?".utf8) {
                end = "?>"
            } else if rest.starts(with: "<!".utf8) {
                end = ">"
            } else {
                return nil
            }
            let wanted = Array(UnsafeBufferPointer(start: end.utf8Start, count: end.utf8CodeUnitCount))
            guard let found = rest.firstRange(of: wanted) else { return nil }
            rest = rest[found.upperBound...]
        }
    }

    private static func tagText(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var quote: UInt8?
        for (index, byte) in zip(rest.indices, rest) {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return rest[..<index]
            }
        }
        return nil
    }

    private static func attributes(of tag: ArraySlice<UInt8>) -> [String: String] {
        var attributes: [String: String] = [:]
        var rest = tag.drop(while: \.isXMLSpace)
        while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
            let name = rest[..<equals].filter { !$0.isXMLSpace }
            rest = rest[(equals + 1)...].drop(while: \.isXMLSpace)
            guard let quote = rest.popFirst(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                let end = rest.firstIndex(of: quote)
            else { return attributes }
            attributes[String(decoding: name, as: UTF8.self)] = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[(end + 1)...].drop(while: \.isXMLSpace)
        }
        return attributes
    }

    /// A length in pixels; nil where it depends on what is around the drawing.
    private static func pixels(_ length: String) -> Double? {
        let units: [(name: String, pixels: Double)] = [
            ("px", 1), ("pt", 96.0 / 72), ("pc", 16), ("mm", 96 / 25.4), ("cm", 96 / 2.54), ("in", 96),
        ]
        let text = length.filter { !" \t\r\n".contains($0) }
        guard let unit = units.first(where: { text.hasSuffix($0.name) }) else { return Double(text) }
        return Double(text.dropLast(2)).map { $0 * unit.pixels }
    }

    private static func whole(_ length: Double) -> Int {
        length.isFinite && length > 0 && length < 1_000_000_000 ? max(Int(length.rounded()), 1) : 0
    }
}

extension UInt8 {
    fileprivate var isXMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
