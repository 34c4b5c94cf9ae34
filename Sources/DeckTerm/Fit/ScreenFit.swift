public import SourceText

/// Whether slides fit on one screen of a terminal; the slides are laid out as they are shown.
public enum ScreenFit {
    /// The id and the rule, for reports that describe them.
    public static let summary: (id: Diagnostic.ID, summary: String) = (
        "lint.fit.terminal", "a slide fits on one screen of the size that was named"
    )

    /// Returns a finding for each slide that takes several screens.
    public static func check(_ slides: TalkSlides, _ format: ScreenFormat) -> [Diagnostic] {
        (0..<slides.count).compactMap { index in
            let layout = SlideLayout(slides.content(index), format)
            guard layout.count > 1 else { return nil }
            let size = "\(format.columns)x\(format.rows)"
            let over = layout.rows.count - layout.screens[0].count
            return Diagnostic(
                summary.id,
                .warning,
                at: layout.content.location,
                "the slide takes \(layout.count) screens at \(size)",
                notes: [
                    Diagnostic.Note(
                        "\(over) of its \(layout.rows.count) rows come later, the next screen begins with: \(start(of: layout))"
                    )
                ]
            )
        }
    }

    private static func start(of layout: SlideLayout) -> String {
        let rows = layout.text(ofScreen: 1).map { $0.split(separator: " ").joined(separator: " ") }
        return String((rows.first { !$0.isEmpty } ?? "a picture").prefix(60))
    }
}
