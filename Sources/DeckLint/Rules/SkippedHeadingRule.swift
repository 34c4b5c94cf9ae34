import DeckModel
import SourceText

/// Headings in Markdown text go one level deeper at a time.
struct SkippedHeadingRule: LintRule {
    let id: Diagnostic.ID = "lint.heading.skipped-level"
    let summary = "a heading in the text is at most one level deeper than the one above it"

    func check(_ context: LintContext) -> [Diagnostic] {
        guard context.deck.syntax == .markdown else { return [] }
        return context.deck.allSections.flatMap { section in
            // '##' is a slide, so the text of a slide begins below level 2.
            var last = section.number.count + 1
            var findings: [Diagnostic] = []
            for case .markdown(let markdown) in section.blocks {
                markdown.blocks.forEachBlock { block in
                    guard case .heading(let level, _, let line) = block else { return }
                    if level > last + 1 {
                        let location = context.source.location(line: line)
                        findings.append(.headingSkipped(id, level, below: last, at: location))
                    }
                    last = level
                }
            }
            return findings
        }
    }
}

extension Diagnostic {
    fileprivate static func headingSkipped(
        _ id: ID,
        _ level: Int,
        below last: Int,
        at location: SourceLocation
    ) -> Self {
        Self(
            id,
            .warning,
            at: location,
            "a heading of level \(level) stands below one of level \(last)",
            notes: [
                Note(
                    "write level \(last + 1): screen readers tell listeners the levels, and a gap sounds like a loss"
                )
            ]
        )
    }
}
