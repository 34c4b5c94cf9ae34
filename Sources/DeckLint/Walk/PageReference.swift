import DeckModel
import SourceText

/// An address in a deck: of a picture that is shown, or of a page that a link leads to.
struct PageReference: Hashable, Sendable {
    /// What the page does with the address.
    enum Use: Hashable, Sendable {
        /// A picture, with the size that the deck asks for.
        case image(MediaSize)
        case background, video, iframe, link
        /// Something else that the deck's own HTML is made of, such as a script or a style sheet.
        case part
    }

    let use: Use
    let url: String
    let location: SourceLocation

    /// Whether the address is of something that is shown in the page.
    var isShown: Bool { use != .link }

    /// Whether the address is of a picture.
    var isPicture: Bool {
        switch use {
        case .image, .background: true
        case .video, .iframe, .link, .part: false
        }
    }

    /// Finds all addresses of a deck.
    static func collect(_ deck: Deck, _ source: SourceFile) -> [PageReference] {
        var collector = PageReferenceCollector(source: source)
        for section in deck.allSections {
            for background in section.backgrounds {
                collector.add(.background, background.string, background)
            }
        }
        for section in deck.sections { section.forEachBlock { block, _ in collector.visit(block) } }
        return collector.references
    }
}

private struct PageReferenceCollector {
    let source: SourceFile
    var references: [PageReference] = []

    mutating func visit(_ block: Block) {
        switch block {
        case .image(let image): add(.image(image.size), image.url, image.command)
        case .video(let video): add(.video, video.url, video.command)
        case .iframe(let iframe): add(.iframe, iframe.url, iframe.command)
        case .link(let link):
            add(.link, link.url.text, link.command)
            addStyled([link.label], in: block.location)
        case .caption(let caption): addStyled([caption.text], in: block.location)
        case .paragraph(let paragraph): addStyled(paragraph.lines, in: block.location)
        case .list(let list): addStyled(list.items, in: block.location)
        case .markdown(let markdown): add(markdown)
        case .html(let html):
            // The tree holds the file's text, not its lines.
            for (use, url) in OwnTags.references(in: html.html) {
                references.append(PageReference(use: use, url: url, location: block.location))
            }
        case .preformatted, .code, .section: break
        }
    }

    /// Adds the address that a command names in its first argument.
    mutating func add(_ use: PageReference.Use, _ url: String, _ command: Text) {
        let line = command.location.range.lowerBound.line
        references.append(PageReference(use: use, url: url, location: source.location(field: 1, line: line)))
    }

    private mutating func addStyled(_ texts: [String], in location: SourceLocation) {
        var locator = TextLocator(source, in: location)
        for url in texts.flatMap(StyledText.addresses) {
            let bracketed = locator.locate(
                "[[\(url)]",
                from: location.range.lowerBound.line,
                asAddress: false
            )
            var inner = bracketed
            if bracketed.range.upperBound.column - bracketed.range.lowerBound.column == url.utf8.count + 3 {
                let line = bracketed.range.lowerBound.line
                let columns = bracketed.range.lowerBound.column + 2..<bracketed.range.upperBound.column - 1
                inner = source.location(line: line, columns: columns)
            }
            references.append(PageReference(use: .link, url: url, location: inner))
        }
    }

    private mutating func add(_ markdown: Markdown) {
        var locator = TextLocator(source, in: markdown.location)
        markdown.blocks.forEachInline { inline, line in
            switch inline {
            case .image(let url, _, _):
                let location = locator.locate(url, from: line, asAddress: true)
                references.append(PageReference(use: .image(MediaSize()), url: url, location: location))
            case .link(let url, _, _, _):
                let location = locator.locate(url, from: line, asAddress: true)
                references.append(PageReference(use: .link, url: url, location: location))
            default: break
            }
        }
        for (use, url, line) in OwnTags.references(in: markdown) {
            let location = locator.locate(url, from: line, asAddress: false)
            references.append(PageReference(use: use, url: url, location: location))
        }
    }
}

/// Text with the legacy styling.
enum StyledText {
    /// The addresses of the inline links `[[address][label]]` and `[[address]]`.
    static func addresses(in text: String) -> [String] {
        var addresses: [String] = []
        var rest = Array(text.utf8)[...]
        while let open = rest.firstRange(of: Array("[[".utf8)) {
            rest = rest[open.upperBound...]
            // No address goes beyond the first sign that it can't hold: a text full of `[[` is gone through only once.
            let url = rest.prefix { !#"<>"{}|\^[]` "#.utf8.contains($0) }
            guard rest[url.endIndex...].first == UInt8(ascii: "]") else { continue }
            let after = rest[url.endIndex...].dropFirst().first
            let isLink = after == UInt8(ascii: "]") || after == UInt8(ascii: "[")
            guard isLink, !url.isEmpty else { continue }
            addresses.append(String(decoding: url, as: UTF8.self))
            rest = rest[url.endIndex...]
        }
        return addresses
    }
}
