public import SourceText

/// A stretch of Markdown between two commands, notes or headings: a CommonMark document of its own.
public struct Markdown: Hashable, Sendable {
    /// The text that was handed to the Markdown parser.
    public var source: String
    public var blocks: [MarkdownBlock]
    public var location: SourceLocation

    public init(source: String, blocks: [MarkdownBlock], at location: SourceLocation) {
        self.source = source
        self.blocks = blocks
        self.location = location
    }
}

/// A block of a CommonMark document; `line` is the line of the deck where it begins.
public enum MarkdownBlock: Hashable, Sendable {
    case paragraph([MarkdownInline], line: Int)
    case heading(level: Int, [MarkdownInline], line: Int)
    case quote([MarkdownBlock])
    case list(MarkdownList)
    /// A fenced or indented code block; `info` is the fence's whole info string, nil for an indented block.
    case code(info: String?, text: String, line: Int)
    /// Raw HTML of the author.
    case html(String, line: Int)
    case thematicBreak
}

/// A list of a CommonMark document.
public struct MarkdownList: Hashable, Sendable {
    /// The number of the first item, nil for a bullet list.
    public var start: Int?
    /// Whether items are set without space between: their paragraphs have no `p`.
    public var isTight: Bool
    public var items: [[MarkdownBlock]]

    public init(start: Int?, isTight: Bool, items: [[MarkdownBlock]]) {
        self.start = start
        self.isTight = isTight
        self.items = items
    }
}

/// Inline content of a CommonMark document.
public enum MarkdownInline: Hashable, Sendable {
    case text(String)
    case softBreak
    case hardBreak
    case code(String)
    case html(String)
    case emphasis([MarkdownInline])
    case strong([MarkdownInline])
    /// A link; `isAuto` for `<http://…>`.
    case link(url: String, title: String, isAuto: Bool, [MarkdownInline])
    case image(url: String, title: String, [MarkdownInline])
}

extension [MarkdownInline] {
    /// The text without any markup: what an image's alternative text is made of.
    public var plainText: String {
        map { inline in
            switch inline {
            case .text(let text), .code(let text): text
            case .softBreak, .hardBreak: "\n"
            case .html: ""
            case .emphasis(let content), .strong(let content): content.plainText
            case .link(_, _, _, let content), .image(_, _, let content): content.plainText
            }
        }.joined()
    }
}
