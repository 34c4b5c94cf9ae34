extension PgTranslator {
    // MARK: FROM

    mutating func source(_ source: SQLSource, into scope: inout PgScope) throws(PgError) -> String {
        switch source {
        case .table(let name, let alias, let columns): return try table(name, alias, columns, into: &scope)
        case .query(let query, let alias, let columns, let position):
            let (sql, fields) = try self.query(query)
            guard let alias else {
                throw PgError(
                    "42601",
                    "subquery in FROM must have an alias",
                    hint: "For example, FROM (SELECT ...) [AS] foo.",
                    at: position
                )
            }
            return try derived(sql, fields, alias, columns, at: position, into: &scope)
        case .function(let call, let alias, let columns):
            guard call.name == "generate_series", (2...3).contains(call.arguments.count) else {
                guard PgBuiltins.functions.contains(call.name) || Self.modelled.contains(call.name) else {
                    let values = try call.arguments.map { one throws(PgError) in try expression(one) }
                    throw noFunction(call, values)
                }
                throw .notModelled("the function \(call.name) in FROM", at: call.position)
            }
            var values: [PgTyped] = []
            for argument in call.arguments { values.append(try decided(try expression(argument), as: .int4)) }
            guard values.allSatisfy({ $0.type.isInteger }) else {
                throw .notModelled("generate_series of \(values[0].type.spoken)", at: call.position)
            }
            let step = values.count > 2 ? values[2].sql : "1"
            let name = alias ?? "generate_series"
            let column = columns.first ?? alias ?? "generate_series"
            let type = values.contains { $0.type == .int8 } ? SQLType.int8 : .int4
            let sql =
                "WITH RECURSIVE s(v, e, d) AS (SELECT \(values[0].sql), \(values[1].sql), \(step) WHERE (\(step) > 0 AND \(values[0].sql) <= \(values[1].sql)) "
                + "OR (\(step) < 0 AND \(values[0].sql) >= \(values[1].sql)) UNION ALL SELECT v + d, e, d FROM s WHERE (d > 0 AND v + d <= e) OR (d < 0 AND v + d >= e)) "
                + "SELECT v AS \(Self.quoted(column)) FROM s"
            return try derived(
                sql,
                [PgField(name: column, type: type)],
                name,
                [],
                at: call.position,
                into: &scope
            )
        case .join(let kind, let left, let right, let on, let using):
            let one = try self.source(left, into: &scope)
            let before = scope.tables.count
            let other = try self.source(right, into: &scope)
            guard !using.isEmpty || on != nil else { return "\(one) \(kind) \(other)" }
            var conditions: [String] = []
            for name in using {
                guard let a = scope.tables[..<before].flatMap(\.columns).first(where: { $0.name == name }),
                    let b = scope.tables[before...].flatMap(\.columns).first(where: { $0.name == name })
                else {
                    throw PgError(
                        "42703",
                        "column \"\(name)\" specified in USING clause does not exist in left table"
                    )
                }
                conditions.append(try joined(a, b))
                for index in scope.tables.indices[before...] { scope.tables[index].merged.insert(name) }
            }
            if let on {
                scopes.append(scope)
                defer { scopes.removeLast() }
                conditions.append(try condition(on, in: "argument of JOIN/ON"))
            }
            return "\(one) \(kind) \(other) ON \(conditions.joined(separator: " AND "))"
        }
    }

    /// That two columns of one name are equal.
    private mutating func joined(
        _ one: (name: String, type: SQLType, sql: String),
        _ other: (name: String, type: SQLType, sql: String)
    ) throws(PgError) -> String {
        guard one.type == .bpchar || other.type == .bpchar else { return "\(one.sql) = \(other.sql)" }
        let (a, b, type) = try unified(PgTyped(one.sql, one.type), PgTyped(other.sql, other.type), "=", at: 1)
        return "\(a.sql)\(type.collation) = \(b.sql)"
    }

    func add(_ table: PgScope.Table, at position: Int, to scope: inout PgScope) throws(PgError) {
        guard !scope.tables.contains(where: { $0.name == table.name }) else {
            throw PgError("42712", "table name \"\(table.name)\" specified more than once")
        }
        guard scope.tables.count < 60 else { throw .notModelled("more than 60 tables in FROM", at: position) }
        scope.tables.append(table)
    }

    func derived(
        _ sql: String,
        _ fields: [PgField],
        _ alias: String,
        _ columns: [String],
        at position: Int,
        into scope: inout PgScope
    ) throws(PgError) -> String {
        let place = Self.quoted(alias)
        let own = fields.enumerated().map { index, field in
            let name = index < columns.count ? columns[index] : field.name
            return (
                name: name, type: field.type == .unknown ? SQLType.text : field.type,
                sql: "\(place).\(Self.quoted(field.name))"
            )
        }
        try add(PgScope.Table(name: alias, columns: own), at: position, to: &scope)
        return "(\(sql)) AS \(place)"
    }

    mutating func table(
        _ name: SQLName,
        _ alias: String?,
        _ columns: [String],
        into scope: inout PgScope
    ) throws(PgError) -> String {
        let shown = alias ?? name.name
        let place = Self.quoted(shown)
        if name.schema == nil, let common = commons.last(where: { $0.name == name.name }) {
            let own = common.fields.enumerated().map { index, field in
                (
                    name: index < columns.count ? columns[index] : field.name, type: field.type,
                    sql: "\(place).\(Self.quoted(field.name))"
                )
            }
            try add(PgScope.Table(name: shown, columns: own), at: name.position, to: &scope)
            return "\(Self.quoted("c_" + name.name)) AS \(place)"
        }
        let isOwn = name.schema == nil || name.schema == "public"
        if !(isOwn && catalogue.relations[name.name] != nil), let table = system.table(name.schema, name.name)
        {
            let names = table.columns.enumerated().map {
                "column\($0.offset + 1) AS \(Self.quoted($0.element.0))"
            }.joined(separator: ", ")
            let rows = table.rows.map { "(" + $0.map(Self.sql).joined(separator: ", ") + ")" }.joined(
                separator: ", "
            )
            let empty = table.columns.map { "NULL AS \(Self.quoted($0.0))" }.joined(separator: ", ")
            let sql = table.rows.isEmpty ? "SELECT \(empty) WHERE 0" : "SELECT \(names) FROM (VALUES \(rows))"
            return try derived(
                sql,
                table.columns.map { PgField(name: $0.0, type: $0.1) },
                shown,
                columns,
                at: name.position,
                into: &scope
            )
        }
        if name.schema == "pg_catalog" || name.schema == "information_schema" || name.name.hasPrefix("pg_") {
            throw .notModelled("the system table \(name.name)", at: name.position)
        }
        let relation = try relation(name)
        if let view = relation.view {
            guard let statement = try SQLParser.statements(view).first?.statement,
                case .query(let query) = statement
            else {
                throw Self.missing(name)
            }
            // A view's names are its own.
            var inner = PgTranslator(system: system)
            inner.depth = depth + 1
            guard inner.depth < 100 else { throw PgError("54001", "stack depth limit exceeded") }
            let (sql, fields) = try inner.query(query)
            return try derived(sql, fields, shown, columns, at: name.position, into: &scope)
        }
        let own = relation.columns.enumerated().map { index, column in
            (
                name: index < columns.count ? columns[index] : column.name, type: column.type,
                sql: "\(place).\(Self.quoted(column.name))"
            )
        }
        try add(
            PgScope.Table(name: shown, columns: own, key: relation.primary?.columns ?? []),
            at: name.position,
            to: &scope
        )
        return "\(Self.quoted(relation.storage)) AS \(place)"
    }
}
