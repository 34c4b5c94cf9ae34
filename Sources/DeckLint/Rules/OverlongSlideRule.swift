import DeckModel
import SourceText

/// Slides hold what fits at the page's base size.
struct OverlongSlideRule: LintRule {
    let id: Diagnostic.ID = "lint.slide.overlong"
    let summary = "a slide holds about 16 lines of text, or 24 of code"

    func check(_ context: LintContext) -> [Diagnostic] {
        guard !context.isArticle else { return [] }
        return context.deck.sections.compactMap { section in
            let height = SlideHeight.estimate(section, context)
            guard height > PageMeasure.usual.room else { return nil }
            return .slideOverlong(id, percent: height * 100 / PageMeasure.usual.room, at: section.location)
        }
    }
}

extension Diagnostic {
    fileprivate static func slideOverlong(_ id: ID, percent: Int, at location: SourceLocation) -> Self {
        Self(
            id,
            .warning,
            at: location,
            "the slide is about \(percent) % as tall as what fits; it is shown smaller, or scrolls",
            notes: [
                Note(
                    "a slide holds about 16 lines of text or 24 of code; split it, or move words to the notes"
                )
            ]
        )
    }
}
