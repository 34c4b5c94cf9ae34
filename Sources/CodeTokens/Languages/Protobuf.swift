extension LanguageDefinition {
    static let protobuf = LanguageDefinition(
        name: "proto",
        aliases: "protobuf proto3",
        extensions: "proto",
        scan: { CLikeScanner.scan(&$0, as: .protobuf) }
    )
}

extension CLikeGrammar {
    fileprivate static let protobuf = CLikeGrammar(
        words: WordTable([
            .keyword: """
            edition enum extend extensions group import map max message oneof option optional package public
            repeated required reserved returns rpc service stream syntax to weak
            """,
            .type: """
            bool bytes double fixed32 fixed64 float int32 int64 sfixed32 sfixed64 sint32 sint64 string uint32
            uint64
            """,
            .number: "true false",
        ]),
        declarator: "rpc"
    )
}
