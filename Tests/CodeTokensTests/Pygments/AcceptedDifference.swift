import CodeTokens

/// A stretch on which we differ from Pygments and mean to.
struct AcceptedDifference: Sendable {
    let languages: [String]
    let type: String
    /// nil where we give no colour.
    let ours: TokenKind?
    let texts: [String]
    let reason: String

    func covers(_ difference: PygmentsComparison.Difference, in language: CodeLanguage) -> Bool {
        languages.contains(language.name) && type == difference.type && ours == difference.ours
            && texts.contains(difference.text)
    }

    static let all = [
        AcceptedDifference(
            languages: ["dockerfile"],
            type: "Literal.Number",
            ours: nil,
            texts: ["1"],
            reason: "the first digits of the version 1.25"
        ),
        AcceptedDifference(
            languages: ["make"],
            type: "Literal.Number",
            ours: nil,
            texts: ["0"],
            reason: "a variable's value is text"
        ),
        AcceptedDifference(
            languages: ["sh"],
            type: "Literal.Number",
            ours: nil,
            texts: ["0"],
            reason: "the pattern of a case"
        ),
        AcceptedDifference(
            languages: ["yaml"],
            type: "Literal.Scalar.Plain",
            ours: .number,
            texts: ["2.5", "true", "10"],
            reason: "Pygments doesn't tell numbers and constants from text"
        ),
        AcceptedDifference(
            languages: ["yaml"],
            type: "Name.Variable",
            ours: .number,
            texts: ["8080"],
            reason: "Pygments doesn't tell numbers from text in a list in brackets either"
        ),
        AcceptedDifference(
            languages: ["toml"],
            type: "Literal.String.Double",
            ours: .type,
            texts: ["\"", "tls", "v"],
            reason: "a key in quotes is a key"
        ),
        AcceptedDifference(
            languages: ["sql"],
            type: "Punctuation",
            ours: .number,
            texts: ["."],
            reason: "the point of 1.1"
        ),
        AcceptedDifference(
            languages: ["sql"],
            type: "Keyword",
            ours: nil,
            texts: ["sum", "count"],
            reason: "the names of functions"
        ),
        AcceptedDifference(
            languages: ["c", "cpp"],
            type: "Name.Builtin",
            ours: .number,
            texts: ["NULL", "nullptr", "true", "false"],
            reason: "constants, as in the other languages"
        ),
        AcceptedDifference(
            languages: ["swift"],
            type: "Literal.Number.Float",
            ours: nil,
            texts: ["."],
            reason: "the first point of the range 0...9"
        ),
        AcceptedDifference(
            languages: ["swift"],
            type: "Keyword.Constant",
            ours: nil,
            texts: ["_"],
            reason: "a label that isn't there needs no colour"
        ),
        AcceptedDifference(
            languages: ["rust"],
            type: "Name.Class",
            ours: .keyword,
            texts: ["mut"],
            reason: "Pygments takes what follows a colon and `&` as a type's name"
        ),
        AcceptedDifference(
            languages: ["ts"],
            type: "Name.Other",
            ours: .keyword,
            texts: ["is"],
            reason: "the keyword of a type predicate, which Pygments doesn't know"
        ),
        AcceptedDifference(
            languages: ["proto"],
            type: "Name",
            ours: .keyword,
            texts: ["map", "stream"],
            reason: "keywords that Pygments doesn't know"
        ),
        AcceptedDifference(
            languages: ["html"],
            type: "Name.Tag",
            ours: nil,
            texts: ["body"],
            reason: "a selector in a style, no tag of the page"
        ),
        AcceptedDifference(
            languages: ["css"],
            type: "Keyword",
            ours: nil,
            texts: ["opacity"],
            reason: "the name of a property as a value"
        ),
    ]
}
