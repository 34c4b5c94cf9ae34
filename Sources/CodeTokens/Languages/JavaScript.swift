extension LanguageDefinition {
    static let javaScript = LanguageDefinition(
        name: "js",
        aliases: "javascript ecmascript node mjs cjs jsx",
        extensions: "js mjs cjs jsx",
        interpreters: "node",
        scan: { CLikeScanner.scan(&$0, as: .javaScript) }
    )

    static let typeScript = LanguageDefinition(
        name: "ts",
        aliases: "typescript tsx",
        extensions: "ts mts cts tsx",
        interpreters: "deno bun",
        scan: { CLikeScanner.scan(&$0, as: .typeScript) }
    )
}

private let javaScriptWords = """
    async await break case catch class const constructor continue debugger default delete do else export
    extends finally for from function if import in instanceof let new of return static super switch this throw
    try typeof var void while with yield
    """

extension CLikeGrammar {
    static let javaScript = CLikeGrammar(
        words: WordTable([
            .keyword: javaScriptWords,
            .number: "true false null undefined NaN Infinity",
        ]),
        declarator: "function",
        backtick: .template,
        hasAnnotations: true,
        hasRegularExpressions: true,
        allowsDollarInNames: true
    )

    fileprivate static let typeScript = CLikeGrammar(
        words: WordTable([
            .number: "true false null undefined NaN Infinity",
            .type: "any bigint boolean never number object string symbol unknown",
            .keyword: javaScriptWords + """
                 abstract as asserts declare enum implements infer interface is keyof module namespace
                 override
                private protected public readonly satisfies type
                """,
        ]),
        declarator: "function",
        backtick: .template,
        hasAnnotations: true,
        hasRegularExpressions: true,
        allowsDollarInNames: true
    )
}
