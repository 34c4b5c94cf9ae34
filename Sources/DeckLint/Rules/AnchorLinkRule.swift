import DeckModel
import SourceText

/// Links inside the page lead to a place that it has.
struct AnchorLinkRule: LintRule {
    let id: Diagnostic.ID = "lint.link.no-anchor"
    let summary = "a link '#name' leads to a place of the page"

    func check(_ context: LintContext) -> [Diagnostic] {
        let links = context.references.filter { $0.use == .link }
        let named = links.compactMap { link in link.anchor.map { (link, $0) } }.filter {
            !$1.isEmpty && !$1.isSlideNumber
        }
        guard !named.isEmpty else { return [] }
        let names = Set(RawIDs.all(context).map(\.name))
        return named.compactMap { link, name in
            names.contains(name) || name.hasPrefix("TOC_") ? nil : .noSuchAnchor(id, link, name, context)
        }
    }
}

extension Diagnostic {
    fileprivate static func noSuchAnchor(
        _ id: ID,
        _ link: PageReference,
        _ name: String,
        _ context: LintContext
    ) -> Self {
        var notes: [Note] = []
        if let index = context.deck.sections.firstIndex(where: { $0.id == name }), !context.isArticle {
            notes.append(Note("present ignores {#\(name)}; write '#\(index + 2)', the slide's number"))
        } else {
            notes.append(Note("slides have their numbers for names: '#12'"))
        }
        return Self(id, .warning, at: link.location, "nothing in the page is named '\(name)'", notes: notes)
    }
}
