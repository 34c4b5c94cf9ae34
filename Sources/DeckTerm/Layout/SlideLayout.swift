/// A slide laid out for screens of one format: its rows, and the screens that they are divided among.
public struct SlideLayout: Sendable {
    public let content: SlideContent
    public let format: ScreenFormat
    /// The rows of the title; none where it is part of the content.
    let title: [Row]
    let rows: [Row]
    /// The rows of each screen.
    let screens: [Range<Int>]

    /// How many screens the slide takes; at least 1.
    public var count: Int { screens.count }

    public init(_ content: SlideContent, _ format: ScreenFormat) {
        self.content = content
        self.format = format
        var title =
            content.title.isEmpty
            ? [] : TextRows.rows([Span(content.title, .title)], width: format.width, format)
        for index in title.indices { title[index].breakCost = Row.never }
        // A title that would fill the screen flows with what is below it; so does that of a cover.
        let flows = content.kind != .body || title.count > max(format.rows / 3, 1)
        let later = format.capacity(titleRows: content.title.isEmpty ? 0 : 1)
        let first = flows ? format.rows - format.top - format.footer : format.capacity(titleRows: title.count)
        var rows = ContentLayout.rows(
            content.operations,
            format,
            tallestPicture: max(min(first - (flows ? title.count + 1 : 0), later), 1)
        )
        if flows, !title.isEmpty {
            var gap = Row(breakCost: Row.never)
            gap.isGap = true
            if !rows.isEmpty { rows[0].breakCost = Row.never }
            title[0].breakCost = 0
            rows = title + (rows.isEmpty ? [] : [gap]) + rows
        }
        self.title = flows ? [] : title
        self.rows = rows
        screens = ScreenBreaker.screens(rows, first: max(first, 1), later: max(later, 1))
    }

    /// The text of a screen's content, without the title and what is around.
    public func text(ofScreen index: Int) -> [String] { rows[screens[index]].map(\.text) }
}
