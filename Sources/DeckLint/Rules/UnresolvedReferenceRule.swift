import DeckModel
import SourceText

/// A reference `[words][name]` stands in the same stretch of Markdown as its definition.
///
/// Commands, notes and headings cut a slide's text into documents that know nothing of each other.
struct UnresolvedReferenceRule: LintRule {
    let id: Diagnostic.ID = "lint.markdown.unresolved-reference"
    let summary = "a link's definition stands in the same stretch of text as the link"

    func check(_ context: LintContext) -> [Diagnostic] {
        guard context.deck.syntax == .markdown else { return [] }
        return MarkdownTexts.all(context).flatMap { text -> [Diagnostic] in
            guard !text.definitions.isEmpty else { return [] }
            var locator = TextLocator(context.source, in: text.location)
            return text.words.matches(of: /\[([^\[\]\n]+)\](?:\[([^\[\]\n]*)\])?(?!:)/).compactMap { match in
                let name = match.2.flatMap { $0.isEmpty ? nil : $0 } ?? match.1
                guard !name.hasPrefix("^"), text.definitions.contains(LinkDefinitions.key(name)) else {
                    return nil
                }
                let place = locator.locate(String(match.0), from: text.line, asAddress: false)
                return .unresolvedReference(id, String(name), at: place)
            }
        }
    }
}

extension Diagnostic {
    fileprivate static func unresolvedReference(_ id: ID, _ name: String, at location: SourceLocation) -> Self
    {
        Self(
            id,
            .warning,
            at: location,
            "the definition of '\(name)' stands in another stretch of text; the link is shown as it is written",
            notes: [
                Note(
                    "write the address here, '[words](address)', or move the definition: commands, notes and headings part texts"
                )
            ]
        )
    }
}
