import DeckServer
import Glibc
import Ports
import SystemPackage
import Synchronization

/// A page source with a format of its own that takes one line to explain: `* T` starts a slide, `.code F` includes a
/// file, `.image F` names one, `!S` is the style, `BROKEN` breaks the deck; all else is text.
final class PlainDecks: DeckPageSource {
    private let reader: any FileReader
    private let root: FilePath
    private let renderings = Mutex(0)
    let changeScript = ""

    init(root: FilePath, reader: any FileReader) {
        self.root = root
        self.reader = reader
    }

    /// How many decks were rendered so far.
    var count: Int { renderings.withLock { $0 } }

    @concurrent func page(for deck: FilePath) async -> DeckPage {
        renderings.withLock { $0 += 1 }
        var dependencies: Set<FilePath> = [deck]
        var assets: Set<FilePath> = []
        var slides: [String] = []
        var style = ""
        var title = ""
        let text =
            (try? reader.read(root.pushing(deck))).map { String(decoding: $0, as: UTF8.self) } ?? "BROKEN"
        for line in text.split(separator: "\n") {
            if line.hasPrefix("* ") {
                slides.append("<h2>\(line.dropFirst(2))</h2>")
                if title.isEmpty { title = String(line.dropFirst(2)) }
            } else if line.hasPrefix(".code ") {
                let file = deck.removingLastComponent().appending(String(line.dropFirst(6)))
                dependencies.insert(file)
                let code = (try? reader.read(root.pushing(file))) ?? Array("missing".utf8)
                slides[slides.count - 1] += "<pre>\(String(decoding: code, as: UTF8.self))</pre>"
            } else if line.hasPrefix(".image ") {
                assets.insert(deck.removingLastComponent().appending(String(line.dropFirst(7))))
            } else if line.hasPrefix("!") {
                style = String(line)
            } else if !slides.isEmpty {
                slides[slides.count - 1] += "<p>\(line)</p>"
            }
        }
        let sections = slides.enumerated().map { "<section id=\($0.offset + 1)>\($0.element)</section>" }
        let isUsable = !text.contains("BROKEN")
        let frame = "<style>\(style)</style>"
        let html =
            isUsable
            ? "<title>\(title)</title>\(frame)<main>\(sections.joined())</main>" : "<p>broken: \(text)"
        return DeckPage(
            html: Array(html.utf8),
            contentSecurityPolicy: "default-src 'none'",
            etag: Self.tag(html),
            title: title,
            slides: isUsable ? sections : [],
            frame: frame,
            dependencies: dependencies,
            assets: assets,
            problems: isUsable
                ? []
                : [ReloadProblem(severity: "error", place: "\(deck):1:1", summary: "broken", excerpt: "")],
            isUsable: isUsable
        )
    }

    @concurrent func listing(of folder: FilePath) async -> DeckPage {
        let html = "<p>list of \(folder.string)</p>"
        return DeckPage(
            html: Array(html.utf8),
            contentSecurityPolicy: "default-src 'none'",
            etag: Self.tag(html),
            title: "List",
            dependencies: [folder]
        )
    }

    static func tag(_ text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}
