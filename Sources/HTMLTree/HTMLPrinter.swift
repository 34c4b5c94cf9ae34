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

    public mutating func print(_ html: HTML) {
        switch html {
        case .text(let text): escape(text, inText: true)
        case .raw(let text): bytes += text.utf8
        case .fragment(let parts): for part in parts { print(part) }
        case .element(let element): print(element)
        }
    }

    private mutating func print(_ element: HTML.Element) {
        bytes.append(UInt8(ascii: "<"))
        bytes += element.name.utf8
        for attribute in element.attributes {
            bytes.append(UInt8(ascii: " "))
            bytes += attribute.name.utf8
            guard let value = attribute.value else { continue }
            bytes += "=\"".utf8
            escape(Substring(value), inText: false)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
        if element.content.isEmpty, Self.isVoid(element.name) { return }
        // HTML drops a line feed right behind these tags.
        if beginsWithLineFeed(element.content), element.name == "pre" || element.name == "textarea" {
            bytes.append(UInt8(ascii: "\n"))
        }
        for part in element.content { print(part) }
        bytes += "</".utf8
        bytes += element.name.utf8
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func escape(_ text: Substring, inText: Bool) {
        var text = text
        let quotes = !inText || escapesQuotesInText
        text.withUTF8 { buffer in
            var start = 0
            for index in buffer.indices {
                guard let entity = Self.entity(buffer[index], brackets: inText, quotes: quotes) else {
                    continue
                }
                bytes += UnsafeBufferPointer(rebasing: buffer[start..<index])
                bytes += entity.utf8
                start = index + 1
            }
            bytes += UnsafeBufferPointer(rebasing: buffer[start...])
        }
    }

    @inline(__always)
    private static func entity(_ byte: UInt8, brackets: Bool, quotes: Bool) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">") where brackets: "&gt;"
        case UInt8(ascii: "\"") where quotes: "&quot;"
        default: nil
        }
    }

    private func beginsWithLineFeed(_ content: [HTML]) -> Bool {
        switch content.first {
        case .text(let text): text.utf8.first == UInt8(ascii: "\n")
        case .raw(let text): text.utf8.first == UInt8(ascii: "\n")
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
