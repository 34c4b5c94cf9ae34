import SourceText

extension Section {
    /// Returns the same section as it reads further down, or further up, in its file.
    ///
    /// Only places in the deck change: an included file's lines keep their numbers.
    ///
    /// - Parameter lines: How many lines further down; negative for up.
    /// - Returns: The section with its places moved.
    public func moved(by lines: Int) -> Section {
        guard lines != 0 else { return self }
        var section = self
        section.title.move(by: lines)
        section.location.move(by: lines)
        section.blocks = blocks.map { $0.moved(by: lines) }
        section.notes = notes.map { $0.moved(by: lines) }
        section.backgrounds = backgrounds.map { $0.moved(by: lines) }
        return section
    }
}

extension Block {
    fileprivate func moved(by lines: Int) -> Block {
        switch self {
        case .paragraph(var block):
            block.location.move(by: lines)
            return .paragraph(block)
        case .preformatted(var block):
            block.location.move(by: lines)
            return .preformatted(block)
        case .list(var block):
            block.location.move(by: lines)
            return .list(block)
        case .markdown(var block):
            block.location.move(by: lines)
            block.blocks = block.blocks.map { $0.moved(by: lines) }
            return .markdown(block)
        case .code(var block):
            block.command.move(by: lines)
            return .code(block)
        case .image(var block):
            block.command.move(by: lines)
            block.alt?.move(by: lines)
            return .image(block)
        case .video(var block):
            block.command.move(by: lines)
            block.title?.move(by: lines)
            return .video(block)
        case .iframe(var block):
            block.command.move(by: lines)
            block.title?.move(by: lines)
            return .iframe(block)
        case .link(var block):
            block.command.move(by: lines)
            return .link(block)
        case .html(var block):
            block.command.move(by: lines)
            return .html(block)
        case .caption(var block):
            block.command.move(by: lines)
            return .caption(block)
        case .section(let section): return .section(section.moved(by: lines))
        }
    }
}

extension MarkdownBlock {
    fileprivate func moved(by lines: Int) -> MarkdownBlock {
        switch self {
        case .paragraph(let content, let line): return .paragraph(content, line: line + lines)
        case .heading(let level, let content, let line):
            return .heading(level: level, content, line: line + lines)
        case .quote(let blocks): return .quote(blocks.map { $0.moved(by: lines) })
        case .list(var list):
            list.items = list.items.map { $0.map { $0.moved(by: lines) } }
            return .list(list)
        case .code(let info, let text, let line): return .code(info: info, text: text, line: line + lines)
        case .html(let html, let line): return .html(html, line: line + lines)
        case .thematicBreak: return .thematicBreak
        }
    }
}

extension Text {
    fileprivate mutating func move(by lines: Int) { location.move(by: lines) }

    fileprivate func moved(by lines: Int) -> Text {
        var text = self
        text.move(by: lines)
        return text
    }
}

extension SourceLocation {
    fileprivate mutating func move(by lines: Int) {
        range =
            SourcePosition(
                line: range.lowerBound.line + lines,
                column: range.lowerBound.column
            )..<SourcePosition(line: range.upperBound.line + lines, column: range.upperBound.column)
    }
}
