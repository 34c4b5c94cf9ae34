import DeckModel
import SourceText

/// Goes through a deck's lines and finds what labs are made of: snippets and directives, in their order.
struct DeckScanner {
    enum Item {
        case snippet(Snippet)
        /// A directive outside of any snippet.
        case directive(LabDirective)
    }

    private let source: SourceFile
    private let syntax: Deck.Syntax
    private var items: [Item] = []
    private var diagnostics: [Diagnostic] = []
    private var lastDirective: LastDirective?
    /// The list items of Markdown that are open.
    private var list = ListItems()

    /// Where the directive stands that a line `//lab:+` would continue.
    private enum LastDirective {
        case outside(Int)
        case inside(Int)
    }

    static func scan(
        _ source: SourceFile,
        _ syntax: Deck.Syntax
    ) -> (items: [Item], diagnostics: [Diagnostic]) {
        var scanner = DeckScanner(source: source, syntax: syntax)
        scanner.scan()
        return (scanner.items, scanner.diagnostics)
    }

    private init(source: SourceFile, syntax: Deck.Syntax) {
        self.source = source
        self.syntax = syntax
    }

    /// The text of a line, counted from 0.
    private func text(_ index: Int) -> String {
        String(decoding: source.bytes[source.lines[index]], as: UTF8.self)
    }

    /// The text of a line as Markdown sees it: `present` makes four spaces of each tab in front.
    private func markdown(_ index: Int) -> String {
        let line = text(index)
        let tabs = line.prefix { $0 == "\t" }.count
        return String(repeating: " ", count: 4 * tabs) + line.dropFirst(tabs)
    }

    private mutating func scan() {
        var index = 0
        while index < source.lines.count {
            let line = text(index)
            if isComment(line) {
                readOutside(line, index)
                index += 1
            } else if let block = block(from: index) {
                lastDirective = nil
                read(block)
                index = block.end
            } else {
                lastDirective = nil
                lookForDirective(in: line, index)
                index += 1
            }
        }
    }

    private func isComment(_ line: String) -> Bool { line.hasPrefix(syntax == .markdown ? "//" : "#") }

    // MARK: Blocks

    /// The lines of a block that may be a snippet.
    private struct Block {
        /// Lines that are shown, and comments, without what indents all of them.
        var content: Range<Int>
        var indentation: Int
        /// The line behind the block.
        var end: Int
    }

    private mutating func block(from index: Int) -> Block? {
        syntax == .markdown ? fence(from: index) : preformatted(from: index)
    }

    private mutating func fence(from index: Int) -> Block? {
        let opening = list.read(markdown(index))
        let body = opening.text
        let mark = body.prefix { $0 == "`" }.count >= 3 ? "`" as Character : "~"
        let count = body.prefix { $0 == mark }.count
        guard count >= 3, opening.column - opening.item < 4,
            mark == "~" || !body.dropFirst(count).contains("`")
        else { return nil }
        var end = index + 1
        while end < source.lines.count {
            let closing = markdown(end).drop { $0 == " " }
            let marks = closing.prefix { $0 == mark }.count
            if marks >= count, closing.dropFirst(marks).allSatisfy({ $0 == " " || $0 == "\t" }) { break }
            end += 1
        }
        return Block(
            content: index + 1..<min(end, source.lines.count),
            indentation: opening.column,
            end: min(end + 1, source.lines.count)
        )
    }

    private func preformatted(from index: Int) -> Block? {
        let first = text(index)
        guard let byte = first.utf8.first, byte.isBlank, !first.allSatisfy({ $0 == " " || $0 == "\t" }) else {
            return nil
        }
        // Blank lines belong to the block between its lines, and comments also right below its last one.
        var end = index + 1
        var next = end
        while next < source.lines.count {
            let line = text(next)
            let isVisible = line.utf8.first?.isBlank == true
            guard line.isEmpty || isVisible || isComment(line), !endsBlock(line) else { break }
            if isVisible || (isComment(line) && end == next) { end = next + 1 }
            next += 1
        }
        return Block(
            content: index..<end,
            indentation: first.prefix { $0 == " " || $0 == "\t" }.count,
            end: end
        )
    }

    /// Whether a line is a directive that stands outside of snippets: an indented block has no other line that ends it.
    private func endsBlock(_ line: String) -> Bool {
        guard line.hasPrefix(mark) else { return false }
        let word = line.dropFirst(mark.count).prefix { $0 != " " && $0 != "\t" }
        return LabDirective.Verb(rawValue: String(word)).map { !$0.isOfStep } ?? false
    }

    // MARK: Snippets

    private mutating func read(_ block: Block) {
        let visible = block.content.first { !isComment(text($0)) }
        guard let visible, shown(visible, block).hasPrefix("$ ") else {
            for index in block.content {
                let line = text(index)
                if isComment(line) { readOutside(line, index) } else { lookForDirective(in: line, index) }
            }
            return
        }
        var reader = SnippetReader()
        for index in block.content {
            let line = text(index)
            if isComment(line) {
                readInside(line, index, &reader)
            } else {
                lastDirective = nil
                lookForDirective(in: line, index)
                reader.add(shown(index, block), at: source.location(line: index + 1))
            }
        }
        lastDirective = nil
        let (snippet, unbound) = reader.finish(lines: block.content.lowerBound + 1...max(block.end, 1))
        diagnostics += unbound.map { .noCommand($0) }
        items.append(.snippet(snippet))
    }

    /// A line without its block's indentation.
    private func shown(_ index: Int, _ block: Block) -> String {
        guard block.indentation > 0 else { return text(index) }
        let line = syntax == .markdown ? markdown(index) : text(index)
        let indentation = min(block.indentation, line.prefix { $0 == " " || $0 == "\t" }.count)
        return String(line.dropFirst(indentation))
    }

    // MARK: Directives

    private mutating func readOutside(_ line: String, _ index: Int) {
        switch directive(line, index) {
        case .none: break
        case .continuation(let text, let column):
            guard case .outside(let place)? = lastDirective, case .directive(var directive) = items[place]
            else {
                diagnostics.append(.nothingToContinue(at: source.location(line: index + 1)))
                return
            }
            directive.continue(with: text, line: index + 1, column: column)
            items[place] = .directive(directive)
        case .directive(let directive):
            items.append(.directive(directive))
            lastDirective = .outside(items.count - 1)
        }
    }

    private mutating func readInside(_ line: String, _ index: Int, _ reader: inout SnippetReader) {
        switch directive(line, index) {
        case .none: break
        case .continuation(let text, let column):
            guard case .inside? = lastDirective else {
                diagnostics.append(.nothingToContinue(at: source.location(line: index + 1)))
                return
            }
            reader.continue(with: text, line: index + 1, column: column)
        case .directive(let directive):
            guard directive.verb.isOfStep else {
                diagnostics.append(.notInsideSnippet(directive))
                return
            }
            reader.add(directive)
            lastDirective = .inside(index)
        }
    }

    /// Warns of a directive that isn't at the line's beginning: it is text, and everybody sees it.
    private mutating func lookForDirective(in line: String, _ index: Int) {
        let body = line.drop { $0 == " " || $0 == "\t" }
        guard body.startIndex != line.startIndex, body.hasPrefix(mark) else { return }
        let word = body.dropFirst(mark.count).prefix { $0 != " " && $0 != "\t" }
        guard word == "+" || LabDirective.Verb(rawValue: String(word)) != nil else { return }
        diagnostics.append(.indentedDirective(at: source.location(line: index + 1)))
    }

    /// What every directive begins with.
    private var mark: String { syntax == .markdown ? "//lab:" : "#lab:" }

    private enum Comment {
        case none
        case directive(LabDirective)
        case continuation(String, column: Int)
    }

    private mutating func directive(_ line: String, _ index: Int) -> Comment {
        guard line.hasPrefix(mark) else { return .none }
        let rest = line.dropFirst(mark.count)
        let word = rest.prefix { $0 != " " && $0 != "\t" }
        let body = rest[word.endIndex...].dropFirst()
        let column = line.utf8.count - body.utf8.count + 1
        let location = source.location(line: index + 1)
        if word == "+" { return .continuation(String(body), column: column) }
        guard let verb = LabDirective.Verb(rawValue: String(word)) else {
            diagnostics.append(.unknownVerb(String(word), at: location))
            return .none
        }
        return .directive(
            LabDirective(verb: verb, text: String(body), line: index + 1, column: column, at: location)
        )
    }
}
