public import DeckModel
public import SourceText
public import SystemPackage

/// Whether slides fit into a browser window of a size, by the estimate that also warns of overlong slides.
///
/// No page is laid out: lines are counted, wrapped at an average width of letters, and pictures take the size that the
/// deck gives them or that their files have. What a deck's own HTML makes of itself isn't known and counts as nothing.
public enum PageFit {
    /// The id and the rule, for reports that describe them.
    public static let summary: (id: Diagnostic.ID, summary: String) = (
        "lint.fit.page", "a slide fits into the window that was named"
    )

    /// Returns a finding for each slide that is taller than the window.
    public static func check(
        _ deck: Deck,
        source: SourceFile,
        at path: FilePath,
        window: MediaSize,
        files: any AssetInspector,
        root: FilePath?
    ) -> [Diagnostic] {
        let context = LintContext(deck: deck, source: source, path: path, files: files, root: root)
        let measure = PageMeasure(width: window.width, height: window.height)
        return deck.sections.compactMap { section -> Diagnostic? in
            let height = SlideHeight.estimate(section, context, measure)
            guard height > measure.room else { return nil }
            let percent = height * 100 / measure.room
            let size = "\(window.width)x\(window.height)"
            return Diagnostic(
                summary.id,
                .warning,
                at: section.location,
                "the slide is about \(percent) % as tall as a window of \(size)",
                notes: [.init("this is an estimate; the page shows the slide smaller, or scrolls it")]
            )
        }
    }
}
