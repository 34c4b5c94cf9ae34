import DeckModel
import GoText
import SourceText

/// The words of a paragraph or heading in Markdown, as a search for signs that have no meaning needs them.
struct MarkdownText {
    /// The words, line by line, without what is inside code or HTML.
    let words: String
    /// The line where the block begins.
    let line: Int
    /// Where the stretch of Markdown stands that the block belongs to.
    let location: SourceLocation
    /// Whether it is the first block of a list item.
    let beginsItem: Bool
    /// The names of all link definitions that the deck has.
    let definitions: Set<String>
}

enum MarkdownTexts {
    /// Finds the words of all paragraphs and headings of a deck.
    static func all(_ context: LintContext) -> [MarkdownText] {
        let definitions = LinkDefinitions.names(in: context.source)
        var texts: [MarkdownText] = []
        for section in context.deck.allSections {
            for case .markdown(let markdown) in section.blocks {
                visit(markdown.blocks, inItem: false) { content, line, beginsItem in
                    texts.append(
                        MarkdownText(
                            words: content.words,
                            line: line,
                            location: markdown.location,
                            beginsItem: beginsItem,
                            definitions: definitions
                        )
                    )
                }
            }
        }
        return texts
    }

    private static func visit(
        _ blocks: [MarkdownBlock],
        inItem: Bool,
        _ body: ([MarkdownInline], _ line: Int, _ beginsItem: Bool) -> Void
    ) {
        for (index, block) in blocks.enumerated() {
            switch block {
            case .paragraph(let content, let line), .heading(_, let content, let line):
                body(content, line, inItem && index == 0)
            case .quote(let blocks): visit(blocks, inItem: false, body)
            case .list(let list): for item in list.items { visit(item, inItem: true, body) }
            case .code, .html, .thematicBreak: break
            }
        }
    }
}

/// The definitions of links, `[name]: address`, wherever they stand in a deck.
enum LinkDefinitions {
    static func names(in source: SourceFile) -> Set<String> {
        var names: Set<String> = []
        for line in source.lines {
            let text = source.bytes[line].drop { $0 == UInt8(ascii: " ") }
            guard text.first == UInt8(ascii: "["), let end = text.firstIndex(of: UInt8(ascii: "]")),
                text[(end + 1)...].first == UInt8(ascii: ":")
            else { continue }
            names.insert(key(GoText.decode(text[(text.startIndex + 1)..<end])))
        }
        return names
    }

    /// A name as it is compared with others: case and the width of its spaces don't count.
    static func key(_ name: some StringProtocol) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension [MarkdownInline] {
    fileprivate var words: String {
        map { inline in
            switch inline {
            case .text(let text): text
            case .softBreak, .hardBreak: "\n"
            // Something stands there that isn't looked at.
            case .code, .html, .image: "\u{FFFC}"
            case .emphasis(let content), .strong(let content): content.words
            case .link: "\u{FFFC}"
            }
        }.joined()
    }
}
