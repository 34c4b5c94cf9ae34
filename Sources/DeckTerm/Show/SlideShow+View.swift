import DeckModel
public import TermUI

extension SlideShow {
    /// What is to be seen now.
    public func view() -> Screen {
        let theme = self.theme(traits)
        let format = ScreenFormat(traits)
        var screen: Screen
        switch mode {
        case .overview(let chosen):
            screen = OverviewScreen(slides: slides, theme: theme).screen(chosen, format)
        case .help(let row): screen = HelpScreen(keys: keys, theme: theme).screen(from: row, format)
        case .slides, .search:
            screen = role == .speaker ? SpeakerScreen(self, theme).screen(format) : slideScreen(theme)
        }
        if !problems.isEmpty { ProblemPanel.paint(problems, theme, format, on: &screen) }
        if case .search(let text) = mode, role == .audience {
            screen.cursor = cursor(after: "/" + text, format)
        }
        screen.title = "\(slides.deck.title.string) \(slide + 1)/\(slides.count)"
        return screen
    }

    /// What a step on would show, for what can be made ready before; nil where a step isn't what comes next, or at the end.
    ///
    /// The slide is laid out and remembered, so that the step itself is quick.
    public mutating func lookAhead() -> Screen? {
        guard mode == .slides, role == .audience, !isBlank else { return nil }
        var next = self
        _ = next.perform(.next)
        guard next.slide != slide || next.part != part else { return nil }
        remember(next.slide)
        next = self
        _ = next.perform(.next)
        return next.slideScreen(theme(traits))
    }

    private func slideScreen(_ theme: TermTheme) -> Screen {
        let format = ScreenFormat(traits)
        if isBlank {
            let size = TerminalSize(columns: format.columns, rows: format.rows)
            return Screen(CellGrid(size, style: theme.ground, measure: format.measure))
        }
        let frame = ScreenFrame(
            deck: slides.deck.title.string,
            number: slide + 1,
            total: slides.count,
            message: message,
            search: wanted
        )
        return ScreenPainter(theme: theme).screen(part, of: layout, frame: frame)
    }

    /// What is typed, or the last news.
    var message: String? {
        if case .search(let text) = mode { return "/" + text }
        return digits.isEmpty ? news : "go to \(digits)"
    }

    private func cursor(after text: String, _ format: ScreenFormat) -> CellPosition {
        let column = format.margin + format.measure.width(of: text)
        return CellPosition(row: format.rows - 1, column: min(column, format.columns - 1))
    }
}

/// What is wrong with the deck, over the last good slide.
enum ProblemPanel {
    static func paint(_ lines: [String], _ theme: TermTheme, _ format: ScreenFormat, on screen: inout Screen)
    {
        let rows = lines.flatMap { TextRows.rows([Span($0, .warning)], width: format.width, format) }
        let shown = rows.prefix(max(format.rows / 2, 1))
        let top = format.rows - shown.count
        let area = CellArea(row: top, column: 0, columns: format.columns, rows: shown.count)
        screen.grid.fill(area, style: theme.style([.panel, .warning]))
        for (index, row) in shown.enumerated() {
            let isCut = index == shown.count - 1 && rows.count > shown.count
            let text = isCut ? row.text + format.sign(" …") : row.text
            screen.grid.write(
                text,
                at: CellPosition(row: top + index, column: format.margin),
                style: theme.style([.panel, .warning])
            )
        }
        screen.pictures = screen.pictures.filter { $0.visible.row + $0.visible.rows <= top }
    }
}
