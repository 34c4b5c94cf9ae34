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
}

extension HTMLTag {
    /// The addresses that the tag names, with what the page does with them.
    var references: [(use: PageReference.Use, url: String)] {
        attributes.compactMap { attribute in
            attribute.value.flatMap { url in use(of: attribute.name.lowercased()).map { ($0, url) } }
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
