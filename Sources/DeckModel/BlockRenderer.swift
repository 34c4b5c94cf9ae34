/// Turns each kind of block into some output; a new kind breaks the build in every renderer.
public protocol BlockRenderer {
    /// What a block becomes.
    associatedtype Output

    /// Renders a paragraph of the legacy syntax.
    mutating func paragraph(_ block: Paragraph) -> Output
    /// Renders indented text of the legacy syntax.
    mutating func preformatted(_ block: Preformatted) -> Output
    /// Renders a list of the legacy syntax.
    mutating func list(_ block: BulletList) -> Output
    /// Renders a stretch of Markdown.
    mutating func markdown(_ block: Markdown) -> Output
    /// Renders `.code` and `.play`.
    mutating func code(_ block: Code) -> Output
    /// Renders `.image`.
    mutating func image(_ block: Image) -> Output
    /// Renders `.video`.
    mutating func video(_ block: Video) -> Output
    /// Renders `.iframe`.
    mutating func iframe(_ block: IFrame) -> Output
    /// Renders `.link`.
    mutating func link(_ block: Link) -> Output
    /// Renders `.html`.
    mutating func html(_ block: HTMLFile) -> Output
    /// Renders `.caption`.
    mutating func caption(_ block: Caption) -> Output
    /// Renders a section inside a section.
    mutating func section(_ block: Section) -> Output
}

extension BlockRenderer {
    /// Renders a block: the only switch over all kinds.
    public mutating func render(_ block: Block) -> Output {
        switch block {
        case .paragraph(let block): paragraph(block)
        case .preformatted(let block): preformatted(block)
        case .list(let block): list(block)
        case .markdown(let block): markdown(block)
        case .code(let block): code(block)
        case .image(let block): image(block)
        case .video(let block): video(block)
        case .iframe(let block): iframe(block)
        case .link(let block): link(block)
        case .html(let block): html(block)
        case .caption(let block): caption(block)
        case .section(let block): section(block)
        }
    }
}
