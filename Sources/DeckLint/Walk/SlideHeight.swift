import DeckModel
import SystemPackage

/// How large a slide's text is in a window, and how much of it fits: what the page's style sheet makes of its size.
struct PageMeasure {
    /// What is left for content below the title and inside the margins, in pixels of a window of 1280 × 720.
    let room: Int
    /// How many characters a line of text holds before it wraps.
    let charactersPerLine: Int

    /// A window of 1280 × 720.
    static let usual = PageMeasure(width: 1_280, height: 720)

    /// The measure of a window.
    ///
    /// Text grows with the window's smaller side, so heights are counted as if the window were 720 pixels high at that
    /// size; the column of text is never wider than 44 of its units.
    init(width: Int, height: Int) {
        let unit = max(17, min(0.0234 * Double(width), 0.0417 * Double(height)))
        let scale = unit / 30
        let column = min(44 * unit, Double(width) - 2 * 2.4 * unit)
        room = max(Int(Double(height) / scale) - 151, 1)
        charactersPerLine = max(Int(column / unit / 37.87 * 85), 1)
    }
}

/// An estimate of how tall slides are, in pixels of a page of 1280 × 720.
struct SlideHeight {
    private static let textLine = 34
    private static let codeLine = 22
    private static let codePadding = 30
    private static let gap = 8
    private static let tallestPicture = 400

    private let context: LintContext
    private let charactersPerLine: Int

    /// Returns the height of a slide's content; the title isn't counted.
    static func estimate(_ section: Section, _ context: LintContext, _ measure: PageMeasure = .usual) -> Int {
        SlideHeight(context: context, charactersPerLine: measure.charactersPerLine).estimate(section)
    }

    private func estimate(_ section: Section) -> Int {
        let heights = section.blocks.map { height($0) }.filter { $0 > 0 }
        return capped(heights.reduce(0) { capped($0 + $1) } + Self.gap * max(heights.count - 1, 0))
    }

    private func height(_ block: Block) -> Int {
        switch block {
        case .paragraph(let paragraph): lines(paragraph.lines)
        case .list(let list): lines(list.items)
        case .preformatted(let text): code(text.text)
        case .code(let code): code.lines.count * Self.codeLine + Self.codePadding
        case .markdown(let markdown): height(markdown.blocks, isTight: false)
        case .image(let image): picture(image.url, image.size)
        case .video(let video): picture(video.url, video.size)
        case .iframe(let iframe): iframe.size.height > 0 ? min(iframe.size.height, 10_000) : 300
        case .link, .caption: Self.textLine * 5 / 6
        // What a deck's own HTML makes of itself isn't known.
        case .html: 0
        case .section(let part): Self.textLine * 3 / 2 + estimate(part)
        }
    }

    private func height(_ blocks: [MarkdownBlock], isTight: Bool) -> Int {
        let heights = blocks.map { height($0) }
        return capped(heights.reduce(0, +) + (isTight ? 0 : Self.gap * max(heights.count - 1, 0)))
    }

    private func height(_ block: MarkdownBlock) -> Int {
        switch block {
        case .paragraph(let content, _): paragraph(content)
        case .heading(_, let content, _): lines([content.plainText]) + Self.gap
        case .quote(let blocks): height(blocks, isTight: false)
        case .list(let list):
            capped(
                list.items.map { height($0, isTight: list.isTight) }.reduce(0, +)
                    + (list.isTight ? 0 : Self.gap * max(list.items.count - 1, 0))
            )
        case .code(_, let text, _): code(text)
        case .html: 0
        case .thematicBreak: Self.textLine / 2
        }
    }

    private func paragraph(_ content: [MarkdownInline]) -> Int {
        var pictures = 0
        content.forEachInline { inline in
            if case .image(let url, _, _) = inline {
                pictures = max(pictures, picture(url, MediaSize()))
            }
        }
        let text = content.filter { if case .image = $0 { false } else { true } }
        let broken = text.map { inline -> [MarkdownInline] in
            // A line feed in the source is a space on the page; only a hard break ends a line.
            if case .softBreak = inline { [.text(" ")] } else { [inline] }
        }
        let plain = broken.flatMap(\.self).plainText
        return plain.allSatisfy(\.isWhitespace)
            ? pictures : capped(pictures + lines(plain.split(separator: "\n")))
    }

    private func lines(_ texts: [some StringProtocol]) -> Int {
        texts.reduce(0) { $0 + max(1, ($1.count + charactersPerLine - 1) / charactersPerLine) }
            * Self.textLine
    }

    private func code(_ text: String) -> Int {
        let text = text.last == "\n" ? text.dropLast() : text[...]
        return (text.utf8.count { $0 == UInt8(ascii: "\n") } + 1) * Self.codeLine + Self.codePadding
    }

    /// The height asked for, else the file's own, but no more than the page gives a picture.
    private func picture(_ url: String, _ asked: MediaSize) -> Int {
        if asked.height > 0 { return min(asked.height, Self.tallestPicture) }
        let size = context.file(of: url).flatMap { ImageSize.read(context.files.head($0, count: 65_536)) }
        guard let size else { return 200 }
        let height = asked.width > 0 ? size.height * min(asked.width, 2_000) / size.width : size.height
        return min(height, Self.tallestPicture)
    }

    /// Keeps sums of hostile decks from overflowing.
    private func capped(_ height: Int) -> Int { min(height, 1_000_000_000) }
}
