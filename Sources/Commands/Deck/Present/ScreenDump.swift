import DeckModel
import DeckSyntax
import DeckTerm
import TermUI

/// Prints the screens of a talk as text.
struct ScreenDump {
    let talk: Talk
    let size: DumpSize
    let isStyled: Bool
    let showsNotes: Bool
    let minutes: Int?
    let theme: PresentCommand.Theme
    let colours: PresentCommand.Colours

    func run() {
        var isFirst = true
        for index in 0..<talk.slides.count {
            var out = ""
            for grid in showsNotes ? [speakerScreen(index)] : screens(index) {
                if !isFirst { out += "\u{0C}\n" }
                isFirst = false
                let rows = isStyled ? grid.styledRows(depth) : grid.rowsOfText
                out += rows.map { $0 + "\n" }.joined()
            }
            StandardStream.output.write(out)
        }
    }

    /// What the audience sees of a slide.
    private func screens(_ index: Int) -> [CellGrid] {
        let slides = talk.slides
        let format = ScreenFormat(columns: size.columns, rows: size.rows)
        let layout = SlideLayout(slides.content(index), format)
        let frame = ScreenFrame(deck: slides.deck.title.string, number: index + 1, total: slides.count)
        let painter = ScreenPainter(theme: termTheme)
        return (0..<layout.count).map { painter.screen($0, of: layout, frame: frame).grid }
    }

    /// What the speaker sees of a slide; no time goes by.
    private func speakerScreen(_ index: Int) -> CellGrid {
        let theme = termTheme
        let traits = TerminalTraits(size: TerminalSize(columns: size.columns, rows: size.rows))
        var show = SlideShow(
            talk.slides,
            role: .speaker,
            traits: traits,
            minutes: minutes ?? talk.course.settings.present.minutes
        ) { _ in theme }
        _ = show.update(.place(TalkPlace(slide: index)), at: TalkTime(hour: 0, minute: 0, seconds: 0))
        return show.view().grid
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
        let lecture = talk.lecture
        return LinearText.text(
            of: TalkSlides(
                lecture.parsed.deck,
                assets: ReadAssets(assets: talk.assets),
                isArticle: lecture.isArticle
            )
        )
    }
}

/// The files of a course, with addresses as the deck has them: a text leads nowhere, so whole ones would only be long.
private struct ReadAssets: SlideAssets {
    let assets: CourseAssets

    func picture(_ url: String) -> PictureInfo? { assets.picture(url) }

    func address(_ url: String) -> String? { url.hasPrefix("#") ? nil : url }
}
