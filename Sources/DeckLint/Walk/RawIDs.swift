import DeckModel
import SourceText

/// The ids of elements in a deck's own HTML.
enum RawIDs {
    struct Found {
        let name: String
        let location: SourceLocation
    }

    /// Finds the ids in Markdown's HTML and in `.html` files, in order.
    static func all(_ context: LintContext) -> [Found] {
        var found: [Found] = []
        for section in context.deck.sections {
            section.forEachBlock { block, _ in
                switch block {
                case .markdown(let markdown): found += ids(markdown, context.source)
                case .html(let html):
                    found += names(in: html.html).map { Found(name: $0, location: block.location) }
                default: break
                }
            }
        }
        return found
    }

    private static func ids(_ markdown: Markdown, _ source: SourceFile) -> [Found] {
        var found: [Found] = []
        var locator = TextLocator(source, in: markdown.location)
        func add(_ html: String, _ line: Int) {
            for name in names(in: html) {
                let location = locator.locate("id=\"\(name)\"", from: line, asAddress: false)
                found.append(Found(name: name, location: location))
            }
        }
        markdown.blocks.forEachBlock { block in
            switch block {
            case .html(let html, let line): add(html, line)
            case .paragraph(let content, let line), .heading(_, let content, let line):
                content.forEachInline { if case .html(let html) = $0 { add(html, line) } }
            default: break
            }
        }
        return found
    }

    /// The values of `id` attributes: inside a tag, behind white space.
    private static func names(in html: String) -> [String] {
        var names: [String] = []
        for tag in html.utf8.split(separator: UInt8(ascii: "<")).map({ $0.prefix { $0 != UInt8(ascii: ">") } }
        ) {
            guard tag.first.map({ $0 | 0x20 }).map((UInt8(ascii: "a")...UInt8(ascii: "z")).contains) == true
            else { continue }
            let words = tag.split { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }.dropFirst()
            guard let word = words.first(where: { $0.starts(with: "id=".utf8) }) else { continue }
            let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'")]
            let value = word.dropFirst(3).filter { !quotes.contains($0) && $0 != UInt8(ascii: "/") }
            if !value.isEmpty { names.append(String(decoding: value, as: UTF8.self)) }
        }
        return names
    }
}
