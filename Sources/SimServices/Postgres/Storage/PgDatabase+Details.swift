extension PgDatabase {
    /// An error of a constraint with the row or key that broke it, where an INSERT of VALUES says which it was.
    func detailed(_ error: PgError, _ plan: PgPlan, _ values: [Int: PgValue]) -> PgError {
        guard error.code.hasPrefix("235"), error.detail == nil, let inserted = plan.inserted,
            let relation = plan.target.flatMap({ catalogue.relations[$0] })
        else { return error }
        let rows = InsertedRows(
            database: self.connection,
            context: context,
            relation: relation,
            inserted: inserted,
            values: values
        )
        var error = error
        switch error.code {
        case "23505":
            let name = error.message.split("\"").dropFirst().first ?? ""
            let columns =
                relation.constraints.first { $0.name == name }?.columns ?? relation.indexes.first {
                    $0.name == name
                }?.columns ?? []
            error.detail = rows.duplicate(columns).map { "Key \($0) already exists." }
        case "23502":
            let column = error.message.split("\"").dropFirst().first ?? ""
            error.detail = rows.firstNull(column).map { "Failing row contains \($0)." }
        case "23514" where inserted.rows.count == 1:
            error.detail = rows.whole(0).map { "Failing row contains \($0)." }
        case "23503":
            for one in relation.constraints where one.kind == .foreign {
                guard let key = rows.orphan(one) else { continue }
                error.message =
                    "insert or update on table \"\(relation.name)\" violates foreign key constraint \"\(one.name)\""
                error.detail = "Key \(key) is not present in table \"\(one.target)\"."
                break
            }
        default: break
        }
        return error
    }
}

/// The rows that an INSERT would have put in.
private struct InsertedRows {
    let database: SQLiteConnection
    let context: PgFunctionContext
    let relation: PgRelation
    let inserted: (columns: [String], rows: [[String]])
    let values: [Int: PgValue]

    /// A column of a row; nil where it can't be had without counting a sequence on.
    private func value(_ column: String, _ row: [String]) -> PgValue? {
        guard let place = inserted.columns.firstIndex(of: column), place < row.count else { return nil }
        if let sequence = relation.column(column)?.sequence,
            row[place] == "pg('nextval', \(PgTranslator.literal(sequence)))"
        {
            // The row that failed is the last one that was counted.
            return context.sequences[sequence].map { .int($0.last) }
        }
        guard !row[place].contains("'nextval'") else { return nil }
        return try? database.run("SELECT \(row[place])", values).rows.first?.first
    }

    private func key(_ columns: [String], _ found: [PgValue]) -> String {
        "(\(columns.joined(separator: ", ")))=(\(zip(columns, found).map(shown).joined(separator: ", ")))"
    }

    private func shown(_ column: String, _ value: PgValue) -> String {
        value.output(as: relation.column(column)?.type ?? .text) ?? "null"
    }

    private func found(_ columns: [String], in row: [String]) -> [PgValue]? {
        let all = columns.compactMap { value($0, row) }
        return all.count == columns.count && !all.contains(.null) ? all : nil
    }

    private func exists(_ found: [PgValue], in table: String, _ columns: [String]) -> Bool {
        let tests = columns.enumerated().map { "\(PgTranslator.quoted($0.element)) = ?\($0.offset + 1)" }
            .joined(separator: " AND ")
        let bound = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($0.offset + 1, $0.element) })
        let rows = try? database.run(
            "SELECT 1 FROM \(PgTranslator.quoted(table)) WHERE \(tests) LIMIT 1",
            bound
        ).rows
        return rows?.isEmpty == false
    }

    /// The first key that is there already, in the table or further up.
    func duplicate(_ columns: [String]) -> String? {
        guard !columns.isEmpty else { return nil }
        var seen: Set<[PgValue]> = []
        for row in inserted.rows.prefix(1000) {
            guard let found = found(columns, in: row) else { continue }
            if !seen.insert(found).inserted || exists(found, in: relation.storage, columns) {
                return key(columns, found)
            }
        }
        return nil
    }

    /// The first key that the other table hasn't.
    func orphan(_ constraint: PgConstraint) -> String? {
        for row in inserted.rows.prefix(1000) {
            guard let found = found(constraint.columns, in: row) else { continue }
            if !exists(found, in: "t_" + constraint.target, constraint.targetColumns) {
                return key(constraint.columns, found)
            }
        }
        return nil
    }

    func firstNull(_ column: String) -> String? {
        inserted.rows.prefix(1000).indices.first { value(column, inserted.rows[$0]) == .null }.flatMap(whole)
    }

    /// A row, long values cut.
    func whole(_ index: Int) -> String? {
        let row = inserted.rows[index]
        var parts: [String] = []
        for column in relation.columns {
            guard let value = value(column.name, row) else { return nil }
            let text = shown(column.name, value)
            parts.append(text.utf8.count > 64 ? String(text.prefix(64)) + "..." : text)
        }
        return "(\(parts.joined(separator: ", ")))"
    }
}
