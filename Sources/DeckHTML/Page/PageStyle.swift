/// The style sheets and scripts that every page carries inside, made smaller once.
public struct PageStyle: Sendable {
    let deckCSS: String
    let articleCSS: String
    let indexCSS: String
    let deckScript: String
    let reloadScript: String

    public init(
        baseCSS: String,
        deckCSS: String,
        articleCSS: String,
        indexCSS: String,
        deckScript: String,
        reloadScript: String
    ) {
        self.deckCSS = Self.compact(baseCSS + "\n" + deckCSS)
        self.articleCSS = Self.compact(baseCSS + "\n" + articleCSS)
        self.indexCSS = Self.compact(baseCSS + "\n" + indexCSS)
        self.deckScript = Self.compact(deckScript)
        self.reloadScript = Self.compact(reloadScript)
    }

    /// Takes away comments that begin a line, indentation and blank lines: all that is safe to do without a parser.
    static func compact(_ text: String) -> String {
        var lines: [Substring] = []
        var isInComment = false
        for line in text.split(separator: "\n") {
            var rest = line.drop { $0 == " " || $0 == "\t" }
            if !isInComment, rest.hasPrefix("/*") { isInComment = true }
            if isInComment {
                guard let end = rest.firstRange(of: "*/") else { continue }
                isInComment = false
                rest = rest[end.upperBound...].drop { $0 == " " }
            }
            if rest.isEmpty || rest.hasPrefix("//") { continue }
            lines.append(rest)
        }
        return lines.joined(separator: "\n")
    }
}
