/// Prints HTML values as UTF-8.
public struct HTMLPrinter {
    public private(set) var bytes: [UInt8] = []
    private let escapesQuotesInText: Bool

    /// Makes a printer.
    ///
    /// - Parameters:
    ///   - escapesQuotesInText: Whether `"` is escaped in text, too, as goldmark does; pages needn't.
    ///   - capacity: How many bytes there will be, as far as that is known.
    public init(escapesQuotesInText: Bool = false, capacity: Int = 0) {
        self.escapesQuotesInText = escapesQuotesInText
        bytes.reserveCapacity(capacity)
    }

    /// Returns the bytes of one value.
    public static func bytes(of html: HTML) -> [UInt8] {
        var printer = HTMLPrinter()
        printer.print(html)
        return printer.bytes
    }

    /// Returns the text of one value.
    public static func text(of html: HTML) -> String { String(decoding: bytes(of: html), as: UTF8.self) }

    /// Returns the text that was printed from an offset on; a slice of the bytes would keep them from growing in place.
    public func text(from offset: Int) -> String {
        bytes.withUnsafeBufferPointer { String(decoding: $0[offset...], as: UTF8.self) }
    }

    public mutating func print(_ html: HTML) {
        switch html {
        case .text(var text): text.withUTF8 { escape($0, inText: true) }
        case .raw(let text): append(text)
        case .marked(let text): print(text)
        case .fragment(let parts): for part in parts { print(part) }
        case .element(let element): print(element)
        }
    }

    private mutating func print(_ element: HTML.Element) {
        bytes.append(UInt8(ascii: "<"))
        append(element.name)
        for attribute in element.attributes {
            bytes.append(UInt8(ascii: " "))
            append(attribute.name)
            guard var value = attribute.value else { continue }
            append("=\"")
            value.withUTF8 { escape($0, inText: false) }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
        if element.content.isEmpty, Self.isVoid(element.name) { return }
        // HTML drops a line feed right behind these tags.
        if element.name == "pre" || element.name == "textarea", beginsWithLineFeed(element.content) {
            bytes.append(UInt8(ascii: "\n"))
        }
        for part in element.content { print(part) }
        append("</")
        append(element.name)
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func print(_ marked: MarkedText) {
        var text = marked.text
        text.withUTF8 { buffer in
            var position = 0
            for mark in marked.marks {
                escape(UnsafeBufferPointer(rebasing: buffer[position..<mark.range.lowerBound]), inText: true)
                bytes += marked.tags[mark.tag].start
                escape(UnsafeBufferPointer(rebasing: buffer[mark.range]), inText: true)
                bytes += marked.tags[mark.tag].end
                position = mark.range.upperBound
            }
            escape(UnsafeBufferPointer(rebasing: buffer[position...]), inText: true)
        }
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes += $0 }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>, inText: Bool) {
        let quotes = !inText || escapesQuotesInText
        var start = 0
        for index in text.indices {
            let entity: StaticString
            switch text[index] {
            case UInt8(ascii: "&"): entity = "&amp;"
            case UInt8(ascii: "<"): entity = "&lt;"
            case UInt8(ascii: ">") where inText: entity = "&gt;"
            case UInt8(ascii: "\"") where quotes: entity = "&quot;"
            default: continue
            }
            bytes += UnsafeBufferPointer(rebasing: text[start..<index])
            entity.withUTF8Buffer { bytes += $0 }
            start = index + 1
        }
        bytes += UnsafeBufferPointer(rebasing: text[start...])
    }

    private func beginsWithLineFeed(_ content: [HTML]) -> Bool {
        switch content.first {
        case .text(let text): text.utf8.first == UInt8(ascii: "\n")
        case .raw(let text): text.utf8.first == UInt8(ascii: "\n")
        case .marked(let text):
            text.marks.first?.range.lowerBound != 0 && text.text.utf8.first == UInt8(ascii: "\n")
        case .fragment(let parts): beginsWithLineFeed(parts)
        case .element, nil: false
        }
    }

    private static func isVoid(_ name: String) -> Bool {
        switch name {
        case "br", "hr", "img", "meta", "link", "source", "input", "col", "wbr", "area", "base", "embed",
            "track":
            true
        default: false
        }
    }
}
