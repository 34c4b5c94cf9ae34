extension LanguageDefinition {
    static let rust = LanguageDefinition(
        name: "rust",
        aliases: "rs",
        extensions: "rs",
        scan: { CLikeScanner.scan(&$0, as: .rust) }
    )
}

extension CLikeGrammar {
    fileprivate static let rust = CLikeGrammar(
        words: WordTable([
            .keyword: """
            as async await break const continue crate dyn else enum extern fn for if impl in let loop match
            mod move mut pub ref return static struct super trait type union unsafe use where while yield
            """,
            .type: """
            bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize
            """,
            .number: "true false",
        ]),
        declarator: "fn",
        singleQuote: .characterOrLifetime,
        hash: .attribute,
        prefixes: .rust,
        hasMacros: true,
        nestsComments: true
    )
}
