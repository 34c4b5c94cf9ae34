import DeckModel
import SystemPackage

/// An estimate of how tall slides are, in pixels of a page of 1280 × 720.
enum SlideHeight {
    /// What is left of 720 below the title and inside the margins.
    static let room = 570

    private static let textLine = 34
    private static let codeLine = 22
    private static let codePadding = 30
    private static let gap = 8
    private static let tallestPicture = 400
    /// How many characters a line of text holds before it wraps.
    private static let charactersPerLine = 85

    /// Returns the height of a slide's content; the title isn't counted.
    static func estimate(_ section: Section, _ context: LintContext) -> Int {
        let heights = section.blocks.map { height($0, context) }.filter { $0 > 0 }
        return capped(heights.reduce(0) { capped($0 + $1) } + gap * max(heights.count - 1, 0))
    }

    private static func height(_ block: Block, _ context: LintContext) -> Int {
        switch block {
        case .paragraph(let paragraph): lines(paragraph.lines)
        case .list(let list): lines(list.items)
        case .preformatted(let text): code(text.text)
        case .code(let code): code.lines.count * codeLine + codePadding
        case .markdown(let markdown): height(markdown.blocks, isTight: false, context)
        case .image(let image): picture(image.url, image.size, context)
        case .video(let video): picture(video.url, video.size, context)
        case .iframe(let iframe): iframe.size.height > 0 ? min(iframe.size.height, 10_000) : 300
        case .link, .caption: textLine * 5 / 6
        // What a deck's own HTML makes of itself isn't known.
        case .html: 0
        case .section(let part): textLine * 3 / 2 + estimate(part, context)
        }
    }

    private static func height(_ blocks: [MarkdownBlock], isTight: Bool, _ context: LintContext) -> Int {
        let heights = blocks.map { height($0, context) }
        return capped(heights.reduce(0, +) + (isTight ? 0 : gap * max(heights.count - 1, 0)))
    }

    private static func height(_ block: MarkdownBlock, _ context: LintContext) -> Int {
        switch block {
        case .paragraph(let content, _): paragraph(content, context)
        case .heading(_, let content, _): lines([content.plainText]) + gap
        case .quote(let blocks): height(blocks, isTight: false, context)
        case .list(let list):
            capped(
                list.items.map { height($0, isTight: list.isTight, context) }.reduce(0, +)
                    + (list.isTight ? 0 : gap * max(list.items.count - 1, 0))
            )
        case .code(_, let text, _): code(text)
        case .html: 0
        case .thematicBreak: textLine / 2
        }
    }

    private static func paragraph(_ content: [MarkdownInline], _ context: LintContext) -> Int {
        var pictures = 0
        content.forEachInline { inline in
            if case .image(let url, _, _) = inline {
                pictures = max(pictures, picture(url, MediaSize(), context))
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

    private static func lines(_ texts: [some StringProtocol]) -> Int {
        texts.reduce(0) { $0 + max(1, ($1.count + charactersPerLine - 1) / charactersPerLine) } * textLine
    }

    private static func code(_ text: String) -> Int {
        let text = text.last == "\n" ? text.dropLast() : text[...]
        return (text.utf8.count { $0 == UInt8(ascii: "\n") } + 1) * codeLine + codePadding
    }

    /// The height asked for, else the file's own, but no more than the page gives a picture.
    private static func picture(_ url: String, _ asked: MediaSize, _ context: LintContext) -> Int {
        if asked.height > 0 { return min(asked.height, tallestPicture) }
        let size = context.file(of: url).flatMap { ImageSize.read(context.files.head($0, count: 65_536)) }
        guard let size else { return 200 }
        let height = asked.width > 0 ? size.height * min(asked.width, 2_000) / size.width : size.height
        return min(height, tallestPicture)
    }

    /// Keeps sums of hostile decks from overflowing.
    private static func capped(_ height: Int) -> Int { min(height, 1_000_000_000) }
}
