extension PgTranslator {
    /// A statement that reads or changes rows; nil for others.
    mutating func plan(_ statement: SQLStatement) throws(PgError) -> PgPlan? {
        var plan: PgPlan
        switch statement {
        case .query(let query):
            let (sql, fields) = try self.query(query)
            let named = fields.map { PgField(name: $0.name, type: $0.type == .unknown ? .text : $0.type) }
            plan = PgPlan(sql: sql, fields: named, tag: "SELECT", returnsRows: true)
        case .insert(let insert): plan = try self.insert(insert)
        case .update(let table, let alias, let assignments, let from, let condition, let returning):
            plan = try update(table, alias, assignments, from, condition, returning)
        case .delete(let table, let alias, let condition, let returning):
            let relation = try base(table)
            scopes.append(PgScope(tables: [place(relation, alias)]))
            defer { scopes.removeLast() }
            let name = Self.quoted(alias ?? relation.name)
            var sql = "DELETE FROM \(Self.quoted(relation.storage)) AS \(name)"
            if let condition { sql += " WHERE \(try self.condition(condition, in: "argument of WHERE"))" }
            plan = PgPlan(sql: sql, tag: "DELETE", writes: true, target: relation.name)
            try self.returning(returning, relation, alias, &plan)
        default: return nil
        }
        plan.parameters = parameters
        return plan
    }

    /// A table that can be changed.
    func base(_ name: SQLName) throws(PgError) -> PgRelation {
        let relation = try relation(name)
        guard relation.view == nil else { throw .notModelled("changes through a view", at: name.position) }
        return relation
    }

    private func place(_ relation: PgRelation, _ alias: String?, isBare: Bool = false) -> PgScope.Table {
        let name = alias ?? relation.name
        return PgScope.Table(
            name: name,
            columns: relation.columns.map {
                (
                    name: $0.name, type: $0.type,
                    sql: (isBare ? "" : Self.quoted(name) + ".") + Self.quoted($0.name)
                )
            }
        )
    }

    private mutating func returning(
        _ items: [SQLItem],
        _ relation: PgRelation,
        _ alias: String?,
        _ plan: inout PgPlan
    ) throws(PgError) {
        guard !items.isEmpty else { return }
        scopes.append(PgScope(tables: [place(relation, alias, isBare: true)]))
        defer { scopes.removeLast() }
        let (sql, fields) = try outputs(items)
        plan.sql +=
            " RETURNING "
            + zip(sql, fields).map { "\($0) AS \(Self.quoted($1.name))" }.joined(separator: ", ")
        plan.fields = fields
        plan.returnsRows = true
    }

    /// What a column holds that isn't given.
    mutating func defaultValue(_ column: PgColumn) throws(PgError) -> String {
        if let sequence = column.sequence,
            column.defaultText == nil || column.defaultText?.hasPrefix("nextval(") == true
        {
            return "pg('nextval', \(Self.literal(sequence)))"
        }
        guard let text = column.defaultText else { return "NULL" }
        guard let statement = try SQLParser.statements("SELECT \(text)").first?.statement,
            case .query(let query) = statement,
            case .select(let select) = query.body, let item = select.items.first,
            case .value(let value) = item.kind
        else { return "NULL" }
        var inner = PgTranslator(system: system)
        return try inner.assigned(try inner.expression(value), to: column)
    }

    private mutating func insert(_ insert: SQLInsert) throws(PgError) -> PgPlan {
        let relation = try base(insert.table)
        let names = insert.columns.isEmpty ? relation.columns.map(\.name) : insert.columns
        var targets: [PgColumn] = []
        for (index, name) in names.enumerated() {
            let place = index < insert.places.count ? insert.places[index] : nil
            guard let column = relation.column(name) else {
                throw PgError(
                    "42703",
                    "column \"\(name)\" of relation \"\(relation.name)\" does not exist",
                    at: place
                )
            }
            guard !targets.contains(where: { $0.name == name }) else {
                throw PgError("42701", "column \"\(name)\" specified more than once", at: place)
            }
            targets.append(column)
        }
        var given = targets
        var rows: String
        var missing: [PgColumn] = []
        var inserted: [[String]] = []
        func checkCount(_ count: Int, _ row: [SQLExpression] = []) throws(PgError) {
            guard count <= targets.count else {
                let extra = row.count > targets.count ? row[targets.count].position : nil
                throw PgError("42601", "INSERT has more expressions than target columns", at: extra)
            }
            guard count == targets.count || insert.columns.isEmpty else {
                let place = count < insert.places.count ? insert.places[count] : nil
                throw PgError("42601", "INSERT has more target columns than expressions", at: place)
            }
        }
        switch insert.rows {
        case .defaults:
            given = []
            missing = relation.columns
            rows = ""
        case .values(let lists):
            let width = lists.first?.count ?? 0
            guard lists.allSatisfy({ $0.count == width }) else {
                throw PgError("42601", "VALUES lists must all be the same length")
            }
            try checkCount(width, lists.first ?? [])
            given = Array(targets.prefix(width))
            missing = relation.columns.filter { column in !given.contains { $0.name == column.name } }
            var texts: [String] = []
            for list in lists {
                var values: [String] = []
                for (column, value) in zip(given, list) {
                    if case .default = value {
                        values.append(try defaultValue(column))
                    } else if column.identity == "ALWAYS" {
                        throw PgError(
                            "428C9",
                            "cannot insert a non-DEFAULT value into column \"\(column.name)\"",
                            detail:
                                "Column \"\(column.name)\" is an identity column defined as GENERATED ALWAYS.",
                            hint: "Use OVERRIDING SYSTEM VALUE to override."
                        )
                    } else {
                        values.append(try assigned(try expression(value), to: column))
                    }
                }
                for column in missing { values.append(try defaultValue(column)) }
                inserted.append(values)
                texts.append("(" + values.joined(separator: ", ") + ")")
            }
            rows = "VALUES " + texts.joined(separator: ", ")
        case .query(let query):
            let (sql, fields) = try self.query(query)
            try checkCount(fields.count)
            given = Array(targets.prefix(fields.count))
            missing = relation.columns.filter { column in !given.contains { $0.name == column.name } }
            var values: [String] = []
            for (index, column) in given.enumerated() {
                let type = fields[index].type == .unknown ? .text : fields[index].type
                values.append(try assigned(PgTyped("q.v\(index)", type), to: column))
            }
            for column in missing { values.append(try defaultValue(column)) }
            let columns = given.indices.map { "v\($0)" }.joined(separator: ", ")
            rows =
                "SELECT \(values.joined(separator: ", ")) FROM (WITH q0(\(columns)) AS (\(sql)) SELECT * FROM q0) AS q WHERE 1"
        }
        if case .defaults = insert.rows {
            var values: [String] = []
            for column in missing { values.append(try defaultValue(column)) }
            inserted = [values]
            rows = "VALUES (\(values.joined(separator: ", ")))"
        }
        let columns = (given + missing).map { Self.quoted($0.name) }.joined(separator: ", ")
        let alias = insert.alias ?? relation.name
        var plan = PgPlan(
            sql: "INSERT INTO \(Self.quoted(relation.storage)) AS \(Self.quoted(alias)) (\(columns)) \(rows)",
            tag: "INSERT",
            writes: true,
            target: relation.name
        )
        plan.inserted = ((given + missing).map(\.name), inserted)
        if let conflict = insert.conflict { plan.sql += try self.conflict(conflict, relation, alias) }
        try returning(insert.returning, relation, insert.alias, &plan)
        return plan
    }

    private mutating func conflict(
        _ conflict: SQLConflict,
        _ relation: PgRelation,
        _ alias: String
    ) throws(PgError) -> String {
        var sql = " ON CONFLICT"
        if !conflict.columns.isEmpty {
            let isUnique =
                relation.constraints.contains {
                    ($0.kind == .primary || $0.kind == .unique) && Set($0.columns) == Set(conflict.columns)
                }
                || relation.indexes.contains { $0.isUnique && Set($0.columns) == Set(conflict.columns) }
            guard isUnique else {
                throw PgError(
                    "42P10",
                    "there is no unique or exclusion constraint matching the ON CONFLICT specification"
                )
            }
            sql += " (\(conflict.columns.map(Self.quoted).joined(separator: ", ")))"
        }
        guard !conflict.assignments.isEmpty else { return sql + " DO NOTHING" }
        guard !conflict.columns.isEmpty else {
            throw PgError(
                "42601",
                "ON CONFLICT DO UPDATE requires inference specification or constraint name"
            )
        }
        var excluded = place(relation, "excluded")
        excluded.merged = Set(relation.columns.map(\.name))
        scopes.append(PgScope(tables: [place(relation, alias), excluded]))
        defer { scopes.removeLast() }
        sql += " DO UPDATE SET " + (try assignments(conflict.assignments, relation))
        if let condition = conflict.condition {
            sql += " WHERE \(try self.condition(condition, in: "argument of WHERE"))"
        }
        return sql
    }

    private mutating func assignments(
        _ all: [SQLAssignment],
        _ relation: PgRelation
    ) throws(PgError) -> String {
        var parts: [String] = []
        for one in all {
            guard let column = relation.column(one.column) else {
                throw PgError(
                    "42703",
                    "column \"\(one.column)\" of relation \"\(relation.name)\" does not exist",
                    at: one.position
                )
            }
            if case .default = one.value {
                parts.append("\(Self.quoted(column.name)) = \(try defaultValue(column))")
                continue
            }
            parts.append(
                "\(Self.quoted(column.name)) = \(try assigned(try expression(one.value), to: column))"
            )
        }
        return parts.joined(separator: ", ")
    }

    private mutating func update(
        _ table: SQLName,
        _ alias: String?,
        _ all: [SQLAssignment],
        _ from: [SQLSource],
        _ condition: SQLExpression?,
        _ items: [SQLItem]
    ) throws(PgError) -> PgPlan {
        let relation = try base(table)
        var scope = PgScope(tables: [place(relation, alias)])
        var sources: [String] = []
        for source in from { sources.append(try self.source(source, into: &scope)) }
        scopes.append(scope)
        defer { scopes.removeLast() }
        let name = Self.quoted(alias ?? relation.name)
        var sql = "UPDATE \(Self.quoted(relation.storage)) AS \(name) SET \(try assignments(all, relation))"
        if !sources.isEmpty { sql += " FROM \(sources.joined(separator: ", "))" }
        if let condition { sql += " WHERE \(try self.condition(condition, in: "argument of WHERE"))" }
        var plan = PgPlan(sql: sql, tag: "UPDATE", writes: true, target: relation.name)
        try returning(items, relation, alias, &plan)
        return plan
    }
}
