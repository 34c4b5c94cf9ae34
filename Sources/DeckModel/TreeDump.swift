import SourceText

/// A deck as an indented text with the place of every part: for looking at, and the golden form of the parser's tests.
public struct TreeDump: BlockRenderer {
    private var depth = 0

    /// Returns the dump of a deck, a line a part.
    public static func text(of deck: Deck) -> String {
        var dump = TreeDump()
        return dump.deck(deck)
    }

    private mutating func deck(_ deck: Deck) -> String {
        var out = line("Deck", deck.title.location, deck.syntax.rawValue, quoted(deck.title.string))
        depth += 1
        if let subtitle = deck.subtitle { out += line("Subtitle", subtitle) }
        if let time = deck.time { out += line("Time", nil, time.rfc3339) }
        if !deck.tags.isEmpty { out += line("Tags", nil, deck.tags.map(quoted).joined(separator: " ")) }
        if !deck.summary.isEmpty { out += line("Summary", nil, quoted(deck.summary)) }
        for address in deck.oldURLs { out += line("OldURL", nil, quoted(address)) }
        if let language = deck.language { out += line("Language", language) }
        for author in deck.authors { out += self.author(author) }
        for note in deck.titleNotes { out += line("TitleNote", note) }
        for section in deck.sections { out += self.section(section) }
        return out
    }

    private mutating func author(_ author: Author) -> String {
        var out = line("Author", nil)
        depth += 1
        for element in author.elements {
            switch element {
            case .text(let text): out += line("Text", text)
            case .link(let link): out += self.link(link)
            }
        }
        depth -= 1
        return out
    }

    public mutating func section(_ block: Section) -> String {
        let id = block.id.isEmpty ? "" : " #\(block.id)"
        var out = line("Section", block.location, block.formattedNumber, quoted(block.title.string) + id)
        depth += 1
        for background in block.backgrounds { out += line("Background", background) }
        for note in block.notes { out += line("Note", note) }
        for block in block.blocks { out += render(block) }
        depth -= 1
        return out
    }

    public func paragraph(_ block: Paragraph) -> String {
        line("Paragraph", block.location, block.lines.map(quoted).joined(separator: " "))
    }

    public func preformatted(_ block: Preformatted) -> String {
        line("Preformatted", block.location, quoted(block.text))
    }

    public func list(_ block: BulletList) -> String {
        line("List", block.location, block.items.map(quoted).joined(separator: " "))
    }

    public func markdown(_ block: Markdown) -> String {
        line("Markdown", block.location, quoted(block.source))
    }

    public mutating func code(_ block: Code) -> String {
        let flags = [
            block.isPlayable ? "play" : nil, block.isEditable ? "edit" : nil,
            block.hasNumbers ? "numbers" : nil,
        ].compactMap { $0 }
        var out = line("Code", block.command.location, quoted(block.fileName), flags.joined(separator: " "))
        depth += 1
        for shown in block.lines {
            out += line("Line", nil, "\(shown.number)\(shown.isHighlighted ? "!" : "")", quoted(shown.text))
        }
        depth -= 1
        return out
    }

    public func image(_ block: Image) -> String {
        line("Image", block.command.location, quoted(block.url), size(block.size), remark("alt", block.alt))
    }

    public func video(_ block: Video) -> String {
        line(
            "Video",
            block.command.location,
            quoted(block.url),
            block.type,
            size(block.size),
            remark("title", block.title)
        )
    }

    public func iframe(_ block: IFrame) -> String {
        line(
            "IFrame",
            block.command.location,
            quoted(block.url),
            size(block.size),
            remark("title", block.title)
        )
    }

    public func link(_ block: Link) -> String {
        line("Link", block.command.location, quoted(block.url.text), quoted(block.label))
    }

    public func html(_ block: HTMLFile) -> String { line("HTML", block.command.location, quoted(block.html)) }

    public func caption(_ block: Caption) -> String {
        line("Caption", block.command.location, quoted(block.text))
    }

    private func line(_ name: String, _ text: Text) -> String {
        line(name, text.location, quoted(text.string))
    }

    private func line(_ name: String, _ location: SourceLocation?, _ parts: String...) -> String {
        let place = location.map { " @\($0.range.lowerBound)" } ?? ""
        let rest = parts.filter { !$0.isEmpty }.map { " " + $0 }.joined()
        return String(repeating: "  ", count: depth) + name + place + rest + "\n"
    }

    private func size(_ size: MediaSize) -> String {
        size == MediaSize() ? "" : "height \(size.height) width \(size.width)"
    }

    private func remark(_ name: String, _ text: Text?) -> String {
        text.map { "\(name) \(quoted($0.string))" } ?? ""
    }

    private func quoted(_ text: String) -> String { JSONValue.string(text).text() }
}
