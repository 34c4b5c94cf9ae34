extension LanguageDefinition {
    static let go = LanguageDefinition(
        name: "go",
        aliases: "golang oldgo",
        extensions: "go oldgo",
        scan: { CLikeScanner.scan(&$0, as: .go) }
    )
}

extension CLikeGrammar {
    fileprivate static let go = CLikeGrammar(
        words: WordTable([
            .keyword: """
            break case chan const continue default defer else fallthrough for func go goto if import interface
            map package range return select struct switch type var
            """,
            .type: """
            any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64
            rune string uint uint8 uint16 uint32 uint64 uintptr
            """,
            .number: "true false nil iota",
            .function: """
            append cap clear close complex copy delete imag len make max min new panic print println real
            recover
            """,
        ]),
        declarator: "func",
        hasReceivers: true,
        backtick: .rawString
    )
}
