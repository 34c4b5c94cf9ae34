import DeckModel
import HTMLTree

/// The start tags of a deck's own HTML, and what they name.
enum OwnTags {
    static func all(in html: String) -> [HTMLTag] {
        guard html.utf8.contains(UInt8(ascii: "<")) else { return [] }
        var scanner = TagScanner(html)
        var tags: [HTMLTag] = []
        while let piece = scanner.next() {
            if case .tag(let tag) = piece { tags.append(tag) }
        }
        return tags
    }

    /// The tags in Markdown in order, with the lines that their blocks begin in.
    static func all(in markdown: Markdown) -> [(tag: HTMLTag, line: Int)] {
        var found: [(tag: HTMLTag, line: Int)] = []
        markdown.blocks.forEachBlock { block in
            if case .html(let html, let line) = block { found += all(in: html).map { ($0, line) } }
        }
        markdown.blocks.forEachInline { inline, line in
            if case .html(let html) = inline { found += all(in: html).map { ($0, line) } }
        }
        return found.sorted { $0.line < $1.line }
    }

    /// The addresses that tags and style elements name, with what the page does with them.
    static func references(in html: String) -> [(use: PageReference.Use, url: String)] {
        guard html.utf8.contains(UInt8(ascii: "<")) else { return [] }
        var scanner = TagScanner(html)
        var found: [(use: PageReference.Use, url: String)] = []
        while let piece = scanner.next() {
            switch piece {
            case .tag(let tag): found += tag.references
            case .style(let css): found += StyleText.references(in: String(css)).map { (.part, $0.address) }
            case .text, .script: continue
            }
        }
        return found
    }

    /// The same for Markdown, with the lines that its blocks begin in, in order.
    static func references(
        in markdown: Markdown
    ) -> [(use: PageReference.Use, url: String, line: Int)] {
        var found: [(use: PageReference.Use, url: String, line: Int)] = []
        markdown.blocks.forEachBlock { block in
            if case .html(let html, let line) = block {
                found += references(in: html).map { ($0.use, $0.url, line) }
            }
        }
        markdown.blocks.forEachInline { inline, line in
            if case .html(let html) = inline {
                found += references(in: html).map { ($0.use, $0.url, line) }
            }
        }
        return found.sorted { $0.line < $1.line }
    }
}

extension HTMLTag {
    /// The addresses that the tag names, with what the page does with them.
    var references: [(use: PageReference.Use, url: String)] {
        attributes.flatMap { attribute -> [(use: PageReference.Use, url: String)] in
            guard let value = attribute.value else { return [] }
            switch attribute.name.lowercased() {
            case "srcset", "imagesrcset": return SourceSet.addresses(in: value).map { (.part, $0) }
            case "style": return StyleText.references(in: value).map { (.part, $0.address) }
            case let name: return use(of: name).map { [($0, value)] } ?? []
            }
        }
    }

    private func use(of attribute: String) -> PageReference.Use? {
        switch (name.lowercased(), attribute) {
        case ("img", "src"), ("image", "href"):
            .image(MediaSize(height: size("height"), width: size("width")))
        case ("video", "poster"): .image(MediaSize())
        case ("video", "src"), ("audio", "src"), ("source", "src"), ("track", "src"): .video
        case ("iframe", "src"), ("frame", "src"): .iframe
        case ("input", "src"), ("script", "src"), ("link", "href"), ("object", "data"), ("embed", "src"):
            .part
        case ("a", "href"), ("area", "href"): .link
        default: nil
        }
    }

    private func size(_ attribute: String) -> Int { value(of: attribute).flatMap { Int($0) } ?? 0 }
}
