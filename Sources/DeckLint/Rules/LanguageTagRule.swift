import DeckModel
import SourceText

/// The language is a tag of BCP 47.
struct LanguageTagRule: LintRule {
    let id: Diagnostic.ID = "lint.language.tag"
    let summary = "lang: takes a language tag, such as en or pt-BR"

    func check(_ context: LintContext) -> [Diagnostic] {
        guard let language = context.deck.language, !LanguageTag.isValid(language.string) else { return [] }
        return [.unknownLanguage(id, language.string, at: language.location)]
    }
}

/// Names of languages, as pages have them.
public enum LanguageTag {
    /// Whether a text has the form of a tag: a language of two or three letters, then subtags of up to eight signs.
    ///
    /// - Note: Source: BCP 47, section 2.1.
    public static func isValid(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first,
            first == "x" || first == "i" ? parts.count > 1 : (2...3).contains(first.count),
            first.allSatisfy({ $0.isASCII && $0.isLetter })
        else { return false }
        return parts.dropFirst().allSatisfy { part in
            (1...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
    }
}

extension Diagnostic {
    fileprivate static func unknownLanguage(_ id: ID, _ text: String, at location: SourceLocation) -> Self {
        Self(
            id,
            .warning,
            at: location,
            "'\(text)' is no language tag",
            notes: [
                Note("write the short tag: en, cs, de, pt-BR, zh-Hant; screen readers choose the voice by it")
            ]
        )
    }
}
