import DeckModel
import DeckSyntax
import DeckTerm
import TermUI

/// Prints the screens of a talk as text.
struct ScreenDump {
    let talk: Talk
    let size: DumpSize
    let isStyled: Bool
    let theme: PresentCommand.Theme
    let colours: PresentCommand.Colours

    func run() {
        let slides = talk.slides
        let format = ScreenFormat(columns: size.columns, rows: size.rows)
        let painter = ScreenPainter(theme: termTheme)
        var isFirst = true
        for index in 0..<slides.count {
            let layout = SlideLayout(slides.content(index), format)
            let frame = ScreenFrame(deck: slides.deck.title.string, number: index + 1, total: slides.count)
            var out = ""
            for part in 0..<layout.count {
                if !isFirst { out += "\u{0C}\n" }
                isFirst = false
                let screen = painter.screen(part, of: layout, frame: frame)
                let rows = isStyled ? screen.grid.styledRows(depth) : screen.grid.rowsOfText
                out += rows.map { $0 + "\n" }.joined()
            }
            StandardStream.output.write(out)
        }
    }

    private var termTheme: TermTheme {
        TermTheme(
            isDark: theme == .auto ? nil : theme == .dark,
            paintsGround: true,
            depth: depth,
            accent: talk.accent
        )
    }

    /// Nobody can be asked, so colours are as many as there are unless somebody says otherwise.
    private var depth: ColourDepth {
        switch colours {
        case .auto: Environment.variables["NO_COLOR", default: ""].isEmpty ? .full : .none
        case .full: .full
        case .palette: .palette
        case .sixteen: .sixteen
        case .none: .none
        }
    }
}

/// Prints a talk as one text.
enum LinearOutput {
    static func text(of talk: Talk) -> String {
        LinearText.text(of: TalkSlides(talk.lecture.parsed.deck, assets: ReadAssets(assets: talk.assets)))
    }
}

/// The files of a course, with addresses as the deck has them: a text leads nowhere, so whole ones would only be long.
private struct ReadAssets: SlideAssets {
    let assets: CourseAssets

    func picture(_ url: String) -> PictureInfo? { assets.picture(url) }

    func address(_ url: String) -> String? { url.hasPrefix("#") ? nil : url }
}
