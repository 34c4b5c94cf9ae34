extension LanguageDefinition {
    static let sql = LanguageDefinition(
        name: "sql",
        aliases: "postgresql postgres psql mysql sqlite plpgsql",
        extensions: "sql",
        scan: scanSQL
    )
}

private let words = WordTable(
    [
        .type: """
        bigint bigserial bit blob boolean bytea char character date decimal double float int int2 int4 int8
        integer interval json jsonb money numeric real serial smallint smallserial text time timestamp
        timestamptz tinyint uuid varchar varying xml
        """,
        .number: "true false null",
        .keyword: """
        add after all alter analyze and any array as asc auto_increment before begin between both by cascade
        case cast check collate column commit concurrently conflict constraint create cross current_date
        current_timestamp current_time current_user cursor database declare default deferrable deferred delete
        desc describe distinct do domain drop each else end enum except exclude execute exists explain
        extension extract fetch filter first following for foreign from full function generated grant group
        having identity if ilike immutable in index inherits initially inner insert intersect into is
        isolation join key language last lateral leading left level like limit listen local lock materialized
        natural next no not nothing notify nulls of off offset on only or order outer over owner partition
        precision preceding prepare primary privileges procedure range read recursive references reindex
        release rename replace restrict returning returns revoke right role rollback row rows savepoint schema
        select sequence session set show similar some start strict table tablespace temp temporary then to
        trailing transaction trigger truncate type unbounded union unique unlogged update user using vacuum
        values verbose view volatile when where window with within without work zone
        """,
    ],
    ignoringCase: true
)

private func scanSQL(_ cursor: inout Cursor) {
    while !cursor.isAtEnd {
        let start = cursor.at
        switch cursor.byte {
        case "-" where cursor.peek(1) == "-":
            cursor.emitLineComment()
        case "/" where cursor.peek(1) == "*":
            cursor.skipBlockComment(nests: true)
            cursor.emit(.comment, from: start)
        case "'", "\"":
            // A doubled quote inside makes two literals that touch, which is one token again.
            cursor.skipString(spansLines: true, escapes: false)
            cursor.emit(.string, from: start)
        case "0"..."9":
            cursor.skipNumber()
            cursor.emit(.number, from: start)
        case "a"..."z", "A"..."Z", "_", "@", ":", "\u{80}"..."\u{FF}":
            // A parameter's sign before a name keeps the name from being a keyword.
            cursor.advance()
            cursor.skip { $0.isWord || $0 == "$" }
            if let kind = words.kind(of: cursor, from: start) { cursor.emit(kind, from: start) }
        case ".":
            cursor.advance()
            if cursor.byte.startsWord { cursor.skip(while: \.isWord) }
        default:
            cursor.advance()
        }
    }
}
