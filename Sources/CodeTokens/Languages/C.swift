extension LanguageDefinition {
    static let c = LanguageDefinition(
        name: "c",
        extensions: "c h",
        scan: { CLikeScanner.scan(&$0, as: .c) }
    )

    static let cPlusPlus = LanguageDefinition(
        name: "cpp",
        aliases: "c++ cxx cc hpp",
        extensions: "cc cpp cxx hh hpp hxx",
        scan: { CLikeScanner.scan(&$0, as: .cPlusPlus) }
    )
}

private let cTypes = """
    bool char double float int long short signed unsigned void
    int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t
    intmax_t uintmax_t ptrdiff_t size_t ssize_t off_t pid_t time_t wchar_t FILE _Bool
    """

extension CLikeGrammar {
    fileprivate static let c = CLikeGrammar(
        words: WordTable([
            .keyword: """
            auto break case const continue default do else enum extern for goto if inline register restrict
            return sizeof static struct switch typedef union volatile while _Alignas _Alignof _Atomic
            _Generic _Noreturn _Static_assert _Thread_local
            """,
            .type: cTypes,
            .number: "true false NULL nullptr",
        ]),
        hash: .preprocessor,
        prefixes: .c,
        digitSeparator: UInt8(ascii: "'")
    )

    fileprivate static let cPlusPlus = CLikeGrammar(
        words: WordTable([
            .keyword: """
            alignas alignof asm auto break case catch class co_await co_return co_yield concept const
            consteval constexpr constinit const_cast continue decltype default delete do dynamic_cast else
            enum explicit export extern final for friend goto if inline mutable namespace new noexcept
            operator override private protected public register reinterpret_cast requires return sizeof static
            static_assert static_cast struct switch template this thread_local throw try typedef typeid
            typename union using virtual volatile while
            """,
            .type: cTypes + " char8_t char16_t char32_t",
            .number: "true false NULL nullptr",
        ]),
        hash: .preprocessor,
        prefixes: .c,
        digitSeparator: UInt8(ascii: "'")
    )
}
