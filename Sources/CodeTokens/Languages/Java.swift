extension LanguageDefinition {
    static let java = LanguageDefinition(
        name: "java",
        extensions: "java",
        scan: { CLikeScanner.scan(&$0, as: .java) }
    )
}

extension CLikeGrammar {
    fileprivate static let java = CLikeGrammar(
        words: WordTable([
            .keyword: """
            abstract assert break case catch class const continue default do else enum extends final finally
            for goto if implements import instanceof interface native new package private protected public
            record return sealed static strictfp super switch synchronized this throw throws transient try var
            volatile while yield
            """,
            .type: "boolean byte char double float int long short void",
            .number: "true false null",
        ]),
        hasTripleQuotes: true,
        hasAnnotations: true,
        allowsDollarInNames: true
    )
}
