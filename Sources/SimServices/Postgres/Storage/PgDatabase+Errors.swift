import CSQLite

extension PgDatabase {
    /// What the server says where SQLite says something else.
    func error(_ failure: SQLiteConnection.Failure, _ plan: PgPlan) -> PgError {
        if failure.words.hasPrefix("\u{1}") {
            let parts = failure.words.split(separator: "\u{1}", omittingEmptySubsequences: false).map(
                String.init
            )
            if parts.count >= 4 {
                return PgError(parts[1], parts[2], detail: parts[3].isEmpty ? nil : parts[3])
            }
        }
        switch failure.code & 0xFF {
        case SQLITE_CONSTRAINT: return constraint(failure.words, plan)
        case SQLITE_INTERRUPT: return .notModelled("a statement that takes so long")
        case SQLITE_FULL: return PgError("53100", "could not extend file: No space left on device")
        case SQLITE_TOOBIG, SQLITE_NOMEM: return PgError("53200", "out of memory")
        default:
            if failure.words.hasPrefix("integer overflow") { return PgError("22003", "bigint out of range") }
            if failure.words.hasPrefix("sub-select returns") || failure.words.hasPrefix("row value") {
                return PgError("42601", failure.words)
            }
            return .notModelled(failure.words)
        }
    }

    private func constraint(_ words: String, _ plan: PgPlan) -> PgError {
        let relation = plan.target.flatMap { catalogue.relations[$0] }
        let subject = words.range(of: " failed: ").map { String(words[$0.upperBound...]) } ?? ""
        let table = relation?.name ?? ""
        // `t_users.email, t_users.name`, or the name of a check or an index.
        let columns = subject.split(", ").map { part in
            part.range(of: ".").map { String(part[$0.upperBound...]) } ?? part
        }
        if words.hasPrefix("UNIQUE") {
            let named =
                relation?.constraints.first {
                    ($0.kind == .primary || $0.kind == .unique) && $0.columns == columns
                }?.name
                ?? relation?.indexes.first { $0.isUnique && $0.columns == columns }?.name
                ?? subject.filter { $0 != "'" }
            return PgError("23505", "duplicate key value violates unique constraint \"\(named)\"")
        }
        if words.hasPrefix("NOT NULL"), let column = columns.last {
            return PgError(
                "23502",
                "null value in column \"\(column)\" of relation \"\(table)\" violates not-null constraint"
            )
        }
        if words.hasPrefix("CHECK") {
            return PgError(
                "23514",
                "new row for relation \"\(table)\" violates check constraint \"\(subject)\""
            )
        }
        guard words.hasPrefix("FOREIGN KEY") else { return PgError("23000", words) }
        // SQLite doesn't say which: a change of this table breaks its own, a DELETE that of a table that points here.
        let own = relation?.constraints.first { $0.kind == .foreign }
        let others = catalogue.relations.values.sorted { $0.name < $1.name }.compactMap { other in
            other.constraints.first { $0.kind == .foreign && $0.target == table }.map {
                (other.name, $0.name)
            }
        }
        if plan.tag != "INSERT", let (name, constraint) = others.first, plan.tag == "DELETE" || own == nil {
            return PgError(
                "23503",
                "update or delete on table \"\(table)\" violates foreign key constraint \"\(constraint)\" on table \"\(name)\""
            )
        }
        return PgError(
            "23503",
            "insert or update on table \"\(table)\" violates foreign key constraint \"\(own?.name ?? "")\""
        )
    }
}
