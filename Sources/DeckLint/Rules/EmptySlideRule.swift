import DeckModel
import SourceText

/// Slides show something.
struct EmptySlideRule: LintRule {
    let id: Diagnostic.ID = "lint.slide.empty"
    let summary = "a slide has a title or content"

    func check(_ context: LintContext) -> [Diagnostic] {
        context.deck.allSections.compactMap { section in
            let isEmpty =
                section.title.string.isEmpty && section.blocks.isEmpty && section.backgrounds.isEmpty
            return isEmpty ? .slideEmpty(id, isPart: section.number.count > 1, at: section.location) : nil
        }
    }
}

extension Diagnostic {
    fileprivate static func slideEmpty(_ id: ID, isPart: Bool, at location: SourceLocation) -> Self {
        Self(
            id,
            .warning,
            at: location,
            "\(isPart ? "a part" : "a slide") without title and content shows nothing",
            notes: [Note("write a title behind the mark, or remove the line")]
        )
    }
}
