import DeckModel
import GoText
import SourceText

/// What a deck says once only, it says once.
struct RepeatedHeaderRule: LintRule {
    let id: Diagnostic.ID = "lint.header.repeated"
    let summary = "a deck has one Summary: and one lang:"

    func check(_ context: LintContext) -> [Diagnostic] {
        let summaries = headerLines(context).filter { context.source.line($0).starts(with: "Summary:".utf8) }
        let languages = Annotation.all(context).filter { $0.key == .lang && $0.isExact }.map(\.line)
        return lost(summaries.dropLast(), by: summaries.last, "Summary:", context)
            + lost(languages.dropFirst(), by: languages.first, "\(context.commentMark)lang:", context)
    }

    /// The lines below the title, up to the first blank one.
    private func headerLines(_ context: LintContext) -> [Int] {
        let title = context.deck.title.location.range.lowerBound.line
        return context.source.lines.indices.map { $0 + 1 }.dropFirst(title)
            .prefix { !context.source.line($0).isEmpty }
    }

    private func lost(
        _ lines: ArraySlice<Int>,
        by winner: Int?,
        _ what: String,
        _ context: LintContext
    ) -> [Diagnostic] {
        guard let winner else { return [] }
        return lines.map { line in
            .repeatedHeader(
                id,
                what,
                at: context.source.location(line: line),
                winner: context.source.location(line: winner)
            )
        }
    }
}

extension Diagnostic {
    fileprivate static func repeatedHeader(
        _ id: ID,
        _ what: String,
        at location: SourceLocation,
        winner: SourceLocation
    ) -> Self {
        Self(
            id,
            .warning,
            at: location,
            "a deck has one '\(what)'; this one is lost",
            notes: [Note("this one counts", at: winner)]
        )
    }
}
