extension LanguageDefinition {
    static let swift = LanguageDefinition(
        name: "swift",
        extensions: "swift",
        interpreters: "swift",
        scan: { CLikeScanner.scan(&$0, as: .swift) }
    )
}

extension CLikeGrammar {
    fileprivate static let swift = CLikeGrammar(
        words: WordTable([
            .keyword: """
            actor any as associatedtype async await borrowing break case catch class consuming continue
            convenience default defer deinit didSet do dynamic each else enum extension fallthrough
            fileprivate final for func get guard if import in indirect infix init inout internal is isolated
            lazy let mutating nonisolated nonmutating open operator optional override package postfix
            precedencegroup prefix private protocol public repeat required rethrows return self Self set
            sending some static struct subscript super switch throw throws try typealias unowned var weak
            where while willSet
            """,
            .type: """
            Any AnyObject Array Bool Character Dictionary Double Float Int Int8 Int16 Int32 Int64 Never
            Optional Result Set String Substring UInt UInt8 UInt16 UInt32 UInt64 Void
            """,
            .number: "true false nil",
        ]),
        declarator: "func",
        singleQuote: .none,
        hash: .directiveOrRawString,
        hasTripleQuotes: true,
        interpolates: true,
        hasAnnotations: true,
        nestsComments: true
    )
}
