extension CodeLanguage {
    /// The language of a piece of code: what the first word of its fence says, unless the text is plainly a shell
    /// session.
    public static func shown(_ text: String, info: Substring) -> CodeLanguage? {
        let named = CodeLanguage.named(info)
        guard named == nil || named?.name == "sh" else { return named }
        var text = text
        return text.withUTF8 { CodeLanguage.guess($0) } ?? named
    }
}
