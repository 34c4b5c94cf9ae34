import DeckModel
import GoText
import SourceText

/// Titles have no markup: they are never styled.
struct TitleMarkupRule: LintRule {
    let id: Diagnostic.ID = "lint.title.markup"
    let summary = "a title has no markup; it is shown as it is written"

    func check(_ context: LintContext) -> [Diagnostic] {
        let deck = context.deck
        let titles = [deck.title] + (deck.subtitle.map { [$0] } ?? []) + deck.allSections.map(\.title)
        return titles.flatMap { check($0, context) }
    }

    private func check(_ title: Text, _ context: LintContext) -> [Diagnostic] {
        let number = title.location.range.lowerBound.line
        let line = context.source.line(number)
        // In text that isn't UTF-8 the places would be wrong.
        guard let start = line.firstRange(of: Array(title.string.utf8))?.lowerBound else { return [] }
        return TitleMarkup.all(in: title.string).map { markup in
            let range = start + markup.range.lowerBound..<start + markup.range.upperBound
            return .markupInTitle(id, markup, at: context.location(line[range], line: number))
        }
    }
}

/// A stretch of a title that looks like markup.
struct TitleMarkup: Hashable {
    let name: String
    /// The stretch, in bytes.
    let range: Range<Int>
    /// What would be shown if it were markup.
    let text: String

    /// Finds all markup in a title, from left to right.
    static func all(in title: String) -> [TitleMarkup] {
        // Most titles are plain, and need no search.
        guard title.utf8.contains(where: "*_`[".utf8.contains) else { return [] }
        var found: [TitleMarkup] = []
        var rest = title[...]
        while let next = patterns.compactMap({ $0(rest) }).min(by: {
            $0.range.lowerBound < $1.range.lowerBound
        }) {
            let start = title.utf8.distance(from: title.startIndex, to: next.range.lowerBound)
            let end = title.utf8.distance(from: title.startIndex, to: next.range.upperBound)
            found.append(TitleMarkup(name: next.name, range: start..<end, text: next.text))
            rest = title[next.range.upperBound...]
        }
        return found
    }

    private typealias Match = (name: String, range: Range<String.Index>, text: String)

    /// In the order in which they win where several begin at one place.
    private static let patterns: [@Sendable (Substring) -> Match?] = [
        { title in
            link(title, title.matches(of: /\[\[([^\[\]\s]+)\]\[([^\]]+)\]\]/).map { ($0.range, $0.1, $0.2) })
        },
        { title in link(title, title.matches(of: /\[\[([^\[\]\s]+)\]\]/).map { ($0.range, $0.1, $0.1) }) },
        { title in
            link(title, title.matches(of: /!?\[([^\[\]]+)\]\(([^()\s]+)\)/).map { ($0.range, $0.2, $0.1) })
        },
        { title in title.firstMatch(of: /`([^`]+)`/).map { ("code", $0.range, String($0.1)) } },
        { title in
            title.firstMatch(of: /\*\*([^*\s](?:[^*]*[^*\s])?)\*\*/).map { ("bold", $0.range, String($0.1)) }
        },
        { title in word(title, title.matches(of: /\*([^*\s](?:[^*]*[^*\s])?)\*/).map { ($0.range, $0.1) }) },
        { title in word(title, title.matches(of: /_([^_\s](?:[^_]*[^_\s])?)_/).map { ($0.range, $0.1) }) },
    ]

    /// The first match that leads somewhere: `Map[K](m)` and `x[[1]]` are code, and nothing may be taken from them.
    private static func link(
        _ title: Substring,
        _ matches: [(range: Range<String.Index>, address: Substring, text: Substring)]
    ) -> Match? {
        matches.first { match in
            let before = title[..<match.range.lowerBound].last ?? " "
            let isBehindName = before.isLetter || before.isNumber || before == "_"
            return isBehindName
                ? match.address.contains("://") : match.address.contains { "/:#.".contains($0) }
        }.map { ("a link", $0.range, String($0.text)) }
    }

    /// The first match that stands by itself: not inside a name such as `a_b_c` or `__init__`, nor in `2*3*4`.
    private static func word(
        _ title: Substring,
        _ matches: [(range: Range<String.Index>, text: Substring)]
    ) -> Match? {
        matches.first { match in
            let before = title[..<match.range.lowerBound].last ?? " "
            let after = title[match.range.upperBound...].first ?? " "
            return isEdge(before) && isEdge(after)
        }.map { ("emphasis", $0.range, String($0.text)) }
    }

    private static func isEdge(_ character: Character) -> Bool {
        character.isWhitespace || ".,:;!?()\"'–—".contains(character)
    }
}

extension Diagnostic {
    fileprivate static func markupInTitle(
        _ id: ID,
        _ markup: TitleMarkup,
        at location: SourceLocation
    ) -> Self {
        Self(
            id,
            .warning,
            at: location,
            "a title takes no markup; \(markup.name) is shown with its marks",
            notes: [Note("write '\(markup.text)'")],
            fixes: [Fix("remove the marks", edits: [.init(location, markup.text)])]
        )
    }
}
