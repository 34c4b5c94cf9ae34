/// How many rows a query gives where that matters: one for a value, many for `generate_series`.
extension PgTranslator {
    /// A query as a value: its one row's, NULL where there is none, an error where there are more.
    static func single(_ sql: String, _ field: PgField) -> String {
        "(SELECT pg('one', count(*), max(\(quoted(field.name)))) FROM (SELECT * FROM (\(sql)) LIMIT 2))"
    }

    /// Whether a query gives one row at most, whatever the tables hold.
    static func isSingle(_ query: SQLQuery) -> Bool {
        if case .number(let text)? = query.limit, text == "0" || text == "1" { return true }
        guard case .select(let select) = query.body else { return false }
        let values = select.items.compactMap { item -> SQLExpression? in
            if case .value(let value) = item.kind { value } else { nil }
        }
        if select.groups.isEmpty, values.contains(where: aggregates) { return true }
        return select.from.isEmpty && !values.contains { series(in: $0) != nil }
    }

    private static func series(in value: SQLExpression) -> SQLCall? {
        guard case .call(let call) = value, call.name == "generate_series" else { return nil }
        return call
    }

    // MARK: generate_series in a select list

    /// No name of a statement's is like this one.
    private static let seriesPlace = "generate_series()"

    /// Takes `generate_series` out of a select list: each row meets all its numbers, as if it stood in FROM.
    static func parted(_ select: SQLSelect) throws(PgError) -> (SQLSelect, SQLCall?) {
        var select = select
        var found: SQLCall?
        for (index, item) in select.items.enumerated() {
            guard case .value(let value) = item.kind, let call = series(in: value) else { continue }
            guard found == nil, isPlain(select) else {
                throw .notModelled("generate_series beside groups, windows or another", at: call.position)
            }
            found = call
            select.items[index].kind = .value(
                .column([seriesPlace, "generate_series"], at: call.position)
            )
        }
        return (select, found)
    }

    private static func isPlain(_ select: SQLSelect) -> Bool {
        select.groups.isEmpty && select.having == nil
            && select.items.allSatisfy { item in
                guard case .value(let value) = item.kind else { return true }
                if case .call(let call) = value, call.window != nil { return false }
                return !aggregates(value)
            }
    }

    /// The sources with a series beside them, which changes fastest.
    mutating func crossed(
        _ from: [String],
        with series: SQLCall,
        into scope: inout PgScope
    ) throws(PgError) -> String {
        let sql: String
        do throws(PgError) {
            sql = try source(
                .function(series, alias: Self.seriesPlace, columns: ["generate_series"]),
                into: &scope
            )
        } catch {
            // There it would see the columns of its row.
            guard ["42703", "42P01"].contains(error.code) else { throw error }
            throw .notModelled("generate_series of columns", at: series.position)
        }
        // It is none of the columns of `*`.
        scope.tables[scope.tables.count - 1].merged = ["generate_series"]
        return from.isEmpty ? sql : "\(from.joined(separator: ", ")) CROSS JOIN \(sql)"
    }
}
