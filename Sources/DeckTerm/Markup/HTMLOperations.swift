import CodeTokens
import DeckModel
import DeckSyntax
import HTMLTree

/// The text of the author's HTML as operations: paragraphs, lists, tables and pictures, as a browser sets them.
struct HTMLOperations {
    private var builder: OperationBuilder
    private let assets: any SlideAssets
    private var inline: InlineSpans
    /// Lists and quotations that are open, with the number of the next item.
    private var open: [(name: String, number: Int?, hasItems: Bool)] = []
    /// How many lists and quotations are opened inside each other at most; deeper ones count as text.
    private static let deepest = 32
    /// The text inside `pre`, where white space counts.
    private var preformatted: String?
    private var table: HTMLTable?
    private var heading = false
    /// The element whose text nobody sees.
    private var hidden: String?

    static func add(_ html: String, to builder: inout OperationBuilder, _ assets: any SlideAssets) {
        var reader = HTMLOperations(
            builder: OperationBuilder(),
            assets: assets,
            inline: InlineSpans(assets)
        )
        // The builder moves there and back: a copy would make long slides slow.
        swap(&reader.builder, &builder)
        reader.read(html)
        swap(&reader.builder, &builder)
    }

    private mutating func read(_ html: String) {
        var pieces = HTMLPieces(html)
        while let piece = pieces.next() {
            switch piece {
            case .text(let text): self.text(text)
            case .start(let tag): start(tag)
            case .end(let name): end(name)
            case .hidden: break
            }
        }
        if preformatted != nil { end("pre") }
        if table != nil { endTable() }
        flush()
        while !open.isEmpty { closeLast() }
    }

    private mutating func text(_ text: Substring) {
        guard hidden == nil else { return }
        let decoded = CharacterNames.decode(text)
        if preformatted != nil {
            preformatted? += decoded
        } else {
            inline.add(String(decoded.map { $0.isASCIISpace ? " " : $0 }))
        }
    }

    private mutating func start(_ tag: HTMLTag) {
        let name = tag.name.lowercased()
        if name == "title" || name == "template" { hidden = name }
        guard hidden == nil, preformatted == nil else { return }
        if table != nil, ["tr", "td", "th", "thead", "tbody", "tfoot"].contains(name) {
            takeCell()
            table?.start(name)
            return
        }
        switch name {
        case "table":
            // A table in a table is read cell by cell, as text.
            if table == nil {
                flush()
                table = HTMLTable()
            }
        case "ul", "ol": openList(name, tag)
        case "li": item()
        case "blockquote":
            flush()
            guard open.count < Self.deepest else { return }
            builder.push(Margin(width: 2, isBar: true))
            open.append((name, nil, false))
        case "pre":
            flush()
            preformatted = ""
        case "hr":
            flush()
            if table == nil { builder.emit(.rule) }
        case "h1", "h2", "h3", "h4", "h5", "h6":
            flush()
            heading = true
        case "img" where table == nil && inline.isBlank:
            flush()
            builder.emit(.picture(SlideOperations.picture(tag, assets)))
        case "iframe", "video", "audio", "embed", "object": media(name, tag)
        default:
            if !inline.start(tag) { breakBlock() }
        }
    }

    private mutating func end(_ name: String) {
        if hidden == name { hidden = nil }
        guard hidden == nil else { return }
        if name == "pre", let text = preformatted {
            preformatted = nil
            let code = text.hasPrefix("\n") ? String(text.dropFirst()) : text
            let lines = CodeSpans.lines(code, language: .shown(code, info: ""))
            if table == nil { builder.emit(.code(lines.map { CodeLine($0) })) } else { inline.add(code) }
            return
        }
        guard preformatted == nil else { return }
        switch name {
        case "table": if table != nil { endTable() }
        case "ul", "ol", "blockquote":
            flush()
            guard open.contains(where: { $0.name == name }) else { return }
            while let last = open.last {
                closeLast()
                if last.name == name { break }
            }
        case "h1", "h2", "h3", "h4", "h5", "h6":
            flush()
            heading = false
        case "li", "p", "div", "tr", "td", "th": if table == nil { flush() } else { breakBlock() }
        default:
            inline.end(name)
            if Self.blocks.contains(name) { breakBlock() }
        }
    }

    private mutating func openList(_ name: String, _ tag: HTMLTag) {
        guard table == nil, open.count < Self.deepest else { return breakBlock() }
        flush()
        builder.push(nil)
        open.append((name, name == "ol" ? Int(tag.value(of: "start") ?? "1") ?? 1 : nil, false))
    }

    private mutating func item() {
        guard table == nil else {
            breakBlock()
            return inline.add("• ")
        }
        flush()
        guard let last = open.indices.last, open[last].name != "blockquote" else { return }
        let depth = open.count { $0.name != "blockquote" }
        if open[last].hasItems || depth > 1 { builder.closeUp() }
        open[last].hasItems = true
        let marker = open[last].number.map { "\($0). " } ?? Marks.bullet(depth - 1)
        open[last].number = open[last].number.map { $0 &+ 1 }
        builder.pop()
        builder.push(Margin(width: marker.count, isBar: false, marker: marker))
    }

    private mutating func media(_ name: String, _ tag: HTMLTag) {
        let url = tag.value(of: "src") ?? tag.value(of: "data") ?? ""
        let title = tag.value(of: "title") ?? tag.value(of: "aria-label") ?? url.lastPathPart
        guard !title.isEmpty else { return }
        breakBlock()
        inline.add(name == "iframe" ? Marks.page : Marks.film, [.accent, .mark])
        inline.add(title, .link, link: SafeAddress.of(url, assets))
        breakBlock()
    }

    /// Ends a paragraph; inside a table's cell it ends a line.
    private mutating func breakBlock() {
        if table == nil { flush() } else if !inline.isBlank { inline.add("\n") }
    }

    private mutating func flush() {
        guard table == nil else { return }
        let isBlank = inline.isBlank
        let spans = inline.take()
        guard !isBlank else { return }
        builder.text(
            heading ? spans.map { Span($0.text, $0.role.union(.heading), link: $0.link) } : spans,
            keepsWithNext: heading
        )
    }

    private mutating func takeCell() {
        let spans = inline.take()
        table?.add(spans)
    }

    private mutating func endTable() {
        takeCell()
        for operation in table?.operations ?? [] { builder.emit(operation) }
        table = nil
    }

    private mutating func closeLast() {
        builder.pop()
        open.removeLast()
    }

    private static let blocks: Set = [
        "address", "article", "aside", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "header", "legend", "main", "nav", "option", "p", "section",
        "summary", "text",
    ]
}

extension Character {
    /// White space that HTML collapses; a non-breaking space isn't.
    var isASCIISpace: Bool {
        self == " " || self == "\n" || self == "\t" || self == "\r" || self == "\r\n" || self == "\u{0C}"
    }
}
