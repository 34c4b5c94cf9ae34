import DeckModel
import DeckSyntax
import HTMLTree

/// Turns inline content into spans: the older syntax, Markdown, and the author's HTML in between.
struct InlineSpans {
    private(set) var spans: [Span] = []
    private let assets: any SlideAssets
    /// The role that everything has here.
    private let base: TextRole
    /// HTML elements that are open.
    private var open: [(name: String, role: TextRole, link: String?)] = []

    init(_ assets: any SlideAssets, base: TextRole = []) {
        self.assets = assets
        self.base = base
    }

    /// The spans of a text with the older syntax's marks.
    static func styled(_ text: String, _ assets: any SlideAssets, base: TextRole = []) -> [Span] {
        var spans = InlineSpans(assets, base: base)
        spans.add([Inline](styled: text), [], link: nil)
        return spans.spans
    }

    /// The spans of Markdown.
    static func markdown(
        _ content: [MarkdownInline],
        _ assets: any SlideAssets,
        base: TextRole = []
    ) -> [Span] {
        var spans = InlineSpans(assets, base: base)
        spans.add(content, [], link: nil)
        return spans.spans
    }

    /// A text without the older syntax's marks.
    static func plainText(_ text: String) -> String { styled(text, NoAssets()).text }

    /// Whether nothing but white space was added.
    var isBlank: Bool { spans.allSatisfy { $0.text.allSatisfy(\.isWhitespace) } }

    /// Adds text as it is.
    mutating func add(_ text: String, _ role: TextRole = [], link: String? = nil) {
        guard !text.isEmpty else { return }
        let roles = open.reduce(base.union(role)) { $0.union($1.role) }
        let link = link ?? open.last { $0.link != nil }?.link
        let span = Span(text, link == nil ? roles : roles.union(.link), link: link)
        if let last = spans.last, last.role == span.role, last.link == span.link {
            spans[spans.count - 1].text += text
        } else {
            spans.append(span)
        }
    }

    private mutating func add(_ content: [Inline], _ role: TextRole, link: String?) {
        for inline in content {
            switch inline {
            case .text(let text): add(text.replacing("\n", with: " "), role, link: link)
            case .italic(let text): add(text, role.union(.emphasis), link: link)
            case .bold(let text): add(text, role.union(.strong), link: link)
            case .code(let text): add(text, role.union(.code), link: link)
            case .link(let url, let label, _):
                add(label, role.union(.link), link: SafeAddress.of(url, assets) ?? link)
            }
        }
    }

    private mutating func add(_ content: [MarkdownInline], _ role: TextRole, link: String?) {
        for inline in content {
            switch inline {
            case .text(let text): add(text, role, link: link)
            case .softBreak: add(" ", role, link: link)
            case .hardBreak: add("\n", role, link: link)
            case .code(let text): add(text, role.union(.code), link: link)
            case .html(let html): add(html: html)
            case .emphasis(let content): add(content, role.union(.emphasis), link: link)
            case .strong(let content): add(content, role.union(.strong), link: link)
            case .link(let url, _, _, let content):
                add(content, role.union(.link), link: SafeAddress.of(url, assets) ?? link)
            case .image(let url, _, let content):
                add(picture: url, alt: content.plainText, role, link: link)
            }
        }
    }

    private mutating func add(picture url: String, alt: String, _ role: TextRole, link: String?) {
        let name = alt.isEmpty ? url.lastPathPart : alt.replacing("\n", with: " ")
        add("[\(name)]", role.union(.emphasis), link: SafeAddress.of(url, assets) ?? link)
    }

    private mutating func add(html: String) {
        var pieces = HTMLPieces(html)
        while let piece = pieces.next() {
            switch piece {
            case .text(let text): add(CharacterNames.decode(text))
            case .start(let tag): start(tag)
            case .end(let name): end(name)
            case .hidden: break
            }
        }
    }

    /// Opens an inline element; tells whether it is one.
    @discardableResult
    mutating func start(_ tag: HTMLTag) -> Bool {
        let name = tag.name.lowercased()
        // Elements of strangers may nest without end.
        let isTooDeep = open.count >= 64
        switch name {
        case "br": add("\n")
        case "wbr": break
        case "img":
            add(picture: tag.value(of: "src") ?? "", alt: tag.value(of: "alt") ?? "", [], link: nil)
        case "a":
            if !isTooDeep {
                open.append((name, [], tag.value(of: "href").flatMap { SafeAddress.of($0, assets) }))
            }
        default:
            guard let role = Self.roles[name] else { return false }
            if !isTooDeep { open.append((name, role, nil)) }
        }
        return true
    }

    /// Closes an inline element, and what is open inside it.
    mutating func end(_ name: String) {
        guard let index = open.lastIndex(where: { $0.name == name.lowercased() }) else { return }
        open.removeSubrange(index...)
    }

    /// Hands out what was collected; elements stay open.
    mutating func take() -> [Span] {
        defer { spans = [] }
        return spans
    }

    private static let roles: [String: TextRole] = [
        "b": .strong, "strong": .strong, "i": .emphasis, "em": .emphasis, "cite": .emphasis,
        "var": .emphasis, "dfn": .emphasis, "code": .code, "kbd": .code, "samp": .code, "tt": .code,
        "u": .underlined, "ins": .underlined, "s": .struck, "del": .struck, "strike": .struck,
        "mark": .marked, "small": .soft, "span": [], "sub": [], "sup": [], "font": [], "abbr": [], "q": [],
        "big": [], "time": [], "label": [], "bdi": [], "bdo": [], "ruby": [], "rt": [], "rp": [], "data": [],
    ]
}

extension String {
    /// What follows the last slash of an address, without query and fragment.
    var lastPathPart: String {
        let path = prefix { $0 != "?" && $0 != "#" }
        return path.split(separator: "/").last.map(String.init) ?? self
    }
}
