public import HTMLTree

/// What a page makes of the parts of Markdown that pages differ in.
public protocol MarkdownDialect {
    /// Stands between blocks: a line feed, or nothing.
    static var separator: HTML? { get }
    /// Stands for a line feed in the text of a paragraph: white space.
    static var softBreak: HTML { get }
    /// Renders a code block.
    mutating func code(info: String?, text: String) -> HTML
    /// Returns the level to show a heading at.
    mutating func headingLevel(_ level: Int) -> Int
    /// Renders a link around its content.
    mutating func link(url: String, title: String, isAuto: Bool, content: [HTML]) -> HTML
    /// Renders an image.
    mutating func image(url: String, title: String, alt: String) -> HTML
    /// Renders raw HTML of the author.
    mutating func raw(_ html: String) -> HTML
}
