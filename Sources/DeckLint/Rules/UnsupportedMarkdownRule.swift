import DeckModel
import SourceText

/// Markdown in decks is CommonMark: what other dialects add to it is shown as it is written.
struct UnsupportedMarkdownRule: LintRule {
    let id: Diagnostic.ID = "lint.markdown.unsupported"
    let summary = "Markdown has no tables, struck text, task lists and footnotes"

    func check(_ context: LintContext) -> [Diagnostic] {
        guard context.deck.syntax == .markdown else { return [] }
        return MarkdownTexts.all(context).flatMap { text -> [Diagnostic] in
            var locator = TextLocator(context.source, in: text.location)
            return ForeignMarkdown.all(in: text).map { foreign in
                let place = locator.locate(foreign.words, from: text.line, asAddress: false)
                return .unsupportedMarkdown(id, foreign.sign, at: place)
            }
        }
    }
}

/// What a text has of a dialect of Markdown that decks don't know.
private struct ForeignMarkdown {
    enum Sign: String {
        case table = "a table"
        case struckText = "struck text"
        case taskList = "a task list"
        case footnote = "a footnote"

        var remedy: String {
            switch self {
            case .table: "write it as HTML, '<table>', or show it from a file with .html"
            case .struckText: "write it as HTML, '<del>…</del>'"
            case .taskList: "write the signs themselves, such as ☐ and ☑"
            case .footnote: "write the remark in parentheses, or on a line of its own"
            }
        }
    }

    let sign: Sign
    /// The words that show it, as they are written.
    let words: String

    static func all(in text: MarkdownText) -> [Self] {
        let words = text.words
        var found: [Self] = []
        let lines = words.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        if lines.count > 1, lines[0].contains("|"), isTableRule(lines[1]) {
            found.append(Self(sign: .table, words: String(lines[1])))
        }
        // Most texts have none of these, and need no search.
        if words.contains("~~") {
            found += words.matches(of: /~~[^~\s]([^~]*[^~\s])?~~/)
                .map { Self(sign: .struckText, words: String($0.0)) }
        }
        if text.beginsItem, let box = words.prefixMatch(of: /\[[ xX]\](?=\s)/) {
            found.append(Self(sign: .taskList, words: String(box.0)))
        }
        if words.contains("[^") {
            found += words.matches(of: /\[\^[^\]\s]+\]/)
                .filter { text.definitions.contains(LinkDefinitions.key($0.0.dropFirst().dropLast())) }
                .map { Self(sign: .footnote, words: String($0.0)) }
        }
        return found
    }

    /// Whether a line parts the head of a table from its rows, such as `|---|:-:|`.
    private static func isTableRule(_ line: Substring) -> Bool {
        guard line.contains("|"), line.contains("-"), line.allSatisfy({ "|-: \t".contains($0) }) else {
            return false
        }
        return line.split(separator: "|").allSatisfy { $0.contains("-") || $0.allSatisfy(\.isWhitespace) }
    }
}

extension Diagnostic {
    fileprivate static func unsupportedMarkdown(
        _ id: ID,
        _ sign: ForeignMarkdown.Sign,
        at location: SourceLocation
    ) -> Self {
        Self(
            id,
            .warning,
            at: location,
            "the Markdown of decks has no sign for \(sign.rawValue); it is shown as it is written",
            notes: [Note(sign.remedy)]
        )
    }
}
