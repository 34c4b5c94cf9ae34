import CodeTokens

/// A class of Pygments that in one language means something else than its name says.
struct PygmentsReading: Sendable {
    let languages: [String]
    let type: String
    /// The texts that it holds for; nil for all.
    var texts: [String]?
    let kind: CodeClass
    let reason: String

    func applies(to type: String, _ text: String, in language: CodeLanguage) -> Bool {
        self.type == type && languages.contains(language.name)
            && texts?.contains { text.hasPrefix($0) } ?? true
    }

    private static let shells = ["sh", "sh-session", "dockerfile", "make"]

    static let all = [
        PygmentsReading(
            languages: ["json", "yaml", "html"],
            type: "Name.Tag",
            kind: .key,
            reason: "keys and tags"
        ),
        PygmentsReading(
            languages: shells,
            type: "Keyword",
            texts: ["$(", ")"],
            kind: .plain,
            reason: "the brackets of a substitution"
        ),
        PygmentsReading(
            languages: shells,
            type: "Literal.String.Escape",
            kind: .plain,
            reason: "a backslash outside of quotes"
        ),
        PygmentsReading(
            languages: ["dockerfile"],
            type: "Literal.String",
            kind: .plain,
            reason: "images, stages, paths, users and ports, which have no quotes"
        ),
        PygmentsReading(
            languages: ["rust"],
            type: "Literal.String.Doc",
            kind: .comment,
            reason: "comments that document"
        ),
        PygmentsReading(
            languages: ["rust"],
            type: "Keyword.Pseudo",
            texts: ["&"],
            kind: .plain,
            reason: "an operator"
        ),
        PygmentsReading(
            languages: ["ts"],
            type: "Keyword.Type",
            texts: ["T", "Map", "Level", "Status", "Order"],
            kind: .plain,
            reason: "any name after a colon; ours are the built-in types"
        ),
        PygmentsReading(
            languages: ["yaml"],
            type: "Name.Constant",
            kind: .string,
            reason: "the text of a block scalar"
        ),
        PygmentsReading(
            languages: ["css", "html"],
            type: "Keyword.Type",
            kind: .number,
            reason: "units, to us a part of their numbers"
        ),
        PygmentsReading(
            languages: ["css", "html"],
            type: "Keyword.Constant",
            kind: .plain,
            reason: "a list of known values, which would cost the page many bytes"
        ),
        PygmentsReading(
            languages: ["css"],
            type: "Punctuation",
            texts: ["@"],
            kind: .keyword,
            reason: "the sign of an at-rule, to us a part of its name"
        ),
        PygmentsReading(
            languages: ["css"],
            type: "Comment.Preproc",
            texts: ["!important"],
            kind: .keyword,
            reason: "no preprocessor"
        ),
        PygmentsReading(
            languages: ["css"],
            type: "Name.Tag",
            texts: ["40em"],
            kind: .number,
            reason: "what a media query asks for, which is no tag"
        ),
        PygmentsReading(
            languages: ["sql"],
            type: "Keyword",
            texts: ["NULL"],
            kind: .constant,
            reason: "a constant, as in the other languages"
        ),
        PygmentsReading(
            languages: ["diff"],
            type: "Generic.Deleted",
            texts: ["--- "],
            kind: .meta,
            reason: "the name of the old file"
        ),
        PygmentsReading(
            languages: ["diff"],
            type: "Generic.Inserted",
            texts: ["+++ "],
            kind: .meta,
            reason: "the name of the new file"
        ),
    ]
}
