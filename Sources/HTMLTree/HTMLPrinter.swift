/// Prints HTML values as UTF-8.
public struct HTMLPrinter: ~Copyable {
    /// How HTML is written.
    public enum Form: Sendable {
        /// In full.
        case full
        /// As goldmark writes it: in full, and `"` is escaped in text, too.
        case goldmark
        /// Without the quotes, end tags and escapes that HTML needn't: parsers make the same of it as of the full form.
        case short
    }

    private var out: ByteBuffer
    private let form: Form
    private let textEscapes: Escapes
    /// An end tag that is left out, if what follows ends the element as well.
    private var owed: OptionalEndTag?

    /// Makes a printer.
    ///
    /// - Parameters:
    ///   - form: How it writes.
    ///   - capacity: How many bytes there will be, as far as that is known.
    public init(_ form: Form = .full, capacity: Int = 0) {
        self.form = form
        out = ByteBuffer(capacity: capacity)
        textEscapes =
            switch form {
            case .full: .text
            case .goldmark: .textAndQuotes
            case .short: .shortText
            }
    }

    /// Returns the bytes of one value.
    public static func bytes(of html: HTML, _ form: Form = .full) -> [UInt8] {
        var printer = HTMLPrinter(form)
        printer.print(html)
        return printer.bytes
    }

    /// Returns the text of one value.
    public static func text(of html: HTML, _ form: Form = .full) -> String {
        var printer = HTMLPrinter(form)
        printer.print(html)
        return printer.text
    }

    /// A copy of what was printed.
    public var bytes: [UInt8] { Array(out.bytes) }

    /// What was printed, as text.
    public var text: String { String(decoding: out.bytes, as: UTF8.self) }

    public mutating func print(_ html: HTML) {
        write(html)
        payEndTag()
    }

    private mutating func write(_ html: HTML) {
        switch html {
        case .text(var text):
            guard !text.isEmpty else { return }
            payEndTag()
            text.withUTF8 { out.append($0, escaping: textEscapes) }
        case .raw(let text):
            payEndTag()
            append(text)
        case .marked(let text):
            payEndTag()
            write(text)
        case .fragment(let parts): for part in parts { write(part) }
        case .element(let element): write(element)
        }
    }

    private mutating func write(_ element: HTML.Element) {
        if owed != nil { payEndTag(before: element.name) }
        out.append(UInt8(ascii: "<"))
        append(element.name)
        for attribute in element.attributes {
            out.append(UInt8(ascii: " "))
            append(attribute.name)
            guard var value = attribute.value else { continue }
            value.withUTF8 { writeValue($0) }
        }
        out.append(UInt8(ascii: ">"))
        if element.content.isEmpty, Self.isVoid(element.name) { return }
        // HTML drops a line feed right behind these tags.
        if element.name == "pre" || element.name == "textarea", beginsWithLineFeed(element.content) {
            out.append(UInt8(ascii: "\n"))
        }
        for part in element.content { write(part) }
        if owed != nil { payEndTag(atEndOf: element.name) }
        owed = form == .short ? OptionalEndTag(element.name) : nil
        if owed == nil { writeEndTag(element.name) }
    }

    private mutating func writeValue(_ value: UnsafeBufferPointer<UInt8>) {
        out.append(UInt8(ascii: "="))
        let isBare = form == .short && !value.isEmpty && value.allSatisfy(\.needsNoQuotes)
        if !isBare { out.append(UInt8(ascii: "\"")) }
        out.append(value, escaping: .attribute)
        if !isBare { out.append(UInt8(ascii: "\"")) }
    }

    private mutating func write(_ marked: MarkedText) {
        var text = marked.text
        text.withUTF8 { buffer in
            var position = 0
            for mark in marked.marks {
                escape(buffer, position..<mark.range.lowerBound)
                marked.tags[mark.tag].start.withUnsafeBufferPointer { out.append($0) }
                escape(buffer, mark.range)
                marked.tags[mark.tag].end.withUnsafeBufferPointer { out.append($0) }
                position = mark.range.upperBound
            }
            escape(buffer, position..<buffer.count)
        }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        out.append(UnsafeBufferPointer(rebasing: text[range]), escaping: textEscapes)
    }

    private mutating func writeEndTag(_ name: String) {
        out.append("</")
        append(name)
        out.append(UInt8(ascii: ">"))
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { out.append($0) }
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

// MARK: End tags that may be left out

extension HTMLPrinter {
    /// The elements whose end tags are left out where what follows ends them, of those that HTML has.
    ///
    /// - Note: Source: HTML Living Standard, 13.1.2.4 Optional tags.
    private enum OptionalEndTag {
        case p, li

        init?(_ element: String) {
            switch element {
            case "p": self = .p
            case "li": self = .li
            default: return nil
            }
        }

        /// Whether an element that begins here ends this one.
        func isEnded(by next: String) -> Bool {
            switch (self, next) {
            case (.li, "li"), (.p, "p"), (.p, "pre"), (.p, "ul"), (.p, "ol"), (.p, "blockquote"),
                (.p, "figure"):
                true
            default: false
            }
        }

        /// Whether the end of an element around this one ends it, too.
        func isEnded(byEndOf parent: String) -> Bool {
            switch (self, parent) {
            case (.li, "ul"), (.li, "ol"), (.p, "li"), (.p, "blockquote"), (.p, "section"), (.p, "address"):
                true
            default: false
            }
        }
    }

    private mutating func payEndTag() {
        guard let tag = owed else { return }
        owed = nil
        writeEndTag(tag == .p ? "p" : "li")
    }

    private mutating func payEndTag(before next: String) {
        if owed?.isEnded(by: next) == true { owed = nil } else { payEndTag() }
    }

    private mutating func payEndTag(atEndOf parent: String) {
        if owed?.isEnded(byEndOf: parent) == true { owed = nil } else { payEndTag() }
    }
}

extension UInt8 {
    /// Whether an attribute's value may hold the byte without quotes around it.
    fileprivate var needsNoQuotes: Bool {
        switch self {
        case 0...UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"),
            UInt8(ascii: "="),
            UInt8(ascii: ">"), UInt8(ascii: "`"):
            false
        default: true
        }
    }
}
