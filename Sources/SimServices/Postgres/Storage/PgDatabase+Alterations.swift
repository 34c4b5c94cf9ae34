extension PgDatabase {
    func drop(
        _ kind: String,
        _ names: [SQLName],
        _ isConditional: Bool,
        _ cascades: Bool
    ) throws(PgError) -> PgResult {
        var notice: String?
        for name in names {
            let found: Bool
            switch kind {
            case "table", "view":
                let relation = catalogue.relations[name.name]
                if let relation, (relation.view == nil) != (kind == "table") {
                    throw PgError(
                        "42809",
                        "\"\(name.name)\" is not a \(kind)",
                        hint:
                            "Use DROP \(kind == "table" ? "VIEW" : "TABLE") to remove a \(kind == "table" ? "view" : "table")."
                    )
                }
                found = relation != nil
                if let relation { try remove(relation, cascades) }
            case "index":
                let owner = catalogue.relations.values.first { $0.indexes.contains { $0.name == name.name } }
                found = owner != nil
                if var owner {
                    owner.indexes.removeAll { $0.name == name.name }
                    try execute("DROP INDEX \(PgTranslator.quoted("i_" + name.name))")
                    try store(owner)
                }
            default:
                found = context.sequences[name.name] != nil
                context.sequences[name.name] = nil
            }
            guard !found else { continue }
            guard isConditional else { throw PgError("42P01", "\(kind) \"\(name.name)\" does not exist") }
            notice = "\(kind) \"\(name.name)\" does not exist, skipping"
        }
        return PgResult(tag: "DROP \(kind.uppercased())", notice: notice)
    }

    func remove(_ relation: PgRelation, _ cascades: Bool) throws(PgError) {
        let users = catalogue.relations.values.filter { other in
            other.name != relation.name
                && other.constraints.contains { $0.kind == .foreign && $0.target == relation.name }
        }.sorted { $0.name < $1.name }
        if let user = users.first {
            guard !cascades else { throw .notModelled("DROP … CASCADE where others point here") }
            let constraint =
                user.constraints.first { $0.kind == .foreign && $0.target == relation.name }?.name ?? ""
            throw PgError(
                "2BP01",
                "cannot drop table \(relation.name) because other objects depend on it",
                detail: "constraint \(constraint) on table \(user.name) depends on table \(relation.name)",
                hint: "Use DROP ... CASCADE to drop the dependent objects too."
            )
        }
        if relation.view == nil {
            try execute("DROP TABLE \(PgTranslator.quoted(relation.storage))", target: relation.name)
        }
        for sequence in relation.columns.compactMap(\.sequence) { context.sequences[sequence] = nil }
        try forget(relation.name)
    }

    func alter(_ name: SQLName, _ alteration: SQLAlteration) throws(PgError) {
        var relation = try translator().base(name)
        let table = PgTranslator.quoted(relation.storage)
        func index(_ column: String) throws(PgError) -> Int {
            guard let index = relation.columns.firstIndex(where: { $0.name == column }) else {
                throw PgError("42703", "column \"\(column)\" of relation \"\(relation.name)\" does not exist")
            }
            return index
        }
        switch alteration {
        case .addColumn(let definition, let isConditional):
            if relation.column(definition.name) != nil {
                if isConditional { return }
                throw PgError(
                    "42701",
                    "column \"\(definition.name)\" of relation \"\(relation.name)\" already exists"
                )
            }
            guard !definition.isPrimary, definition.reference == nil, definition.checks.isEmpty,
                definition.identity == nil,
                !["serial", "bigserial", "smallserial"].contains(definition.type.name)
            else { throw .notModelled("ADD COLUMN with these constraints") }
            let isUnique = definition.isUnique
            var plain = definition
            plain.isUnique = false
            try add(plain, to: &relation)
            guard let column = relation.columns.last else { return }
            var translator = translator()
            let value = try translator.defaultValue(column)
            let isEmpty = try? connection.run("SELECT 1 FROM \(table) LIMIT 1").rows.isEmpty
            guard isEmpty == true || !column.isNotNull || value != "NULL" else {
                throw PgError(
                    "23502",
                    "column \"\(column.name)\" of relation \"\(relation.name)\" contains null values"
                )
            }
            // SQLite wants a constant beside NOT NULL; each row gets its own value at once.
            let filler = column.isNotNull ? " NOT NULL DEFAULT ''" : ""
            try execute(
                "ALTER TABLE \(table) ADD COLUMN \(PgTranslator.quoted(column.name)) \(column.type.storage)\(filler)"
            )
            if value != "NULL" {
                try execute(
                    "UPDATE \(table) SET \(PgTranslator.quoted(column.name)) = \(value)",
                    target: relation.name
                )
            }
            if isUnique { try unique(nil, [column.name], &relation) }
        case .dropColumn(let column, let isConditional):
            if isConditional, relation.column(column) == nil { return }
            let place = try index(column)
            guard !relation.constraints.contains(where: { $0.kind != .check && $0.columns.contains(column) }),
                !relation.indexes.contains(where: { $0.columns.contains(column) }),
                !relation.constraints.contains(where: { $0.kind == .check })
            else { throw .notModelled("DROP COLUMN of a column with constraints") }
            try execute("ALTER TABLE \(table) DROP COLUMN \(PgTranslator.quoted(column))")
            relation.columns.remove(at: place)
        case .renameColumn(let old, let new):
            let place = try index(old)
            guard relation.column(new) == nil else {
                throw PgError("42701", "column \"\(new)\" of relation \"\(relation.name)\" already exists")
            }
            guard !relation.constraints.contains(where: { $0.kind == .check }),
                !catalogue.relations.values.contains(where: {
                    $0.constraints.contains { $0.target == relation.name }
                })
            else { throw .notModelled("RENAME COLUMN beside checks or references") }
            try execute(
                "ALTER TABLE \(table) RENAME COLUMN \(PgTranslator.quoted(old)) TO \(PgTranslator.quoted(new))"
            )
            relation.columns[place].name = new
            for at in relation.constraints.indices {
                relation.constraints[at].columns = relation.constraints[at].columns.map {
                    $0 == old ? new : $0
                }
            }
            for at in relation.indexes.indices {
                relation.indexes[at].columns = relation.indexes[at].columns.map { $0 == old ? new : $0 }
            }
        case .rename(let new):
            guard catalogue.relations[new] == nil else {
                throw PgError("42P07", "relation \"\(new)\" already exists")
            }
            guard
                !catalogue.relations.values.contains(where: {
                    $0.constraints.contains { $0.target == relation.name }
                })
            else {
                throw .notModelled("RENAME of a table that others point to")
            }
            try execute("ALTER TABLE \(table) RENAME TO \(PgTranslator.quoted("t_" + new))")
            try forget(relation.name)
            relation.name = new
        case .setDefault(let column, let value, let text):
            let place = try index(column)
            var translator = translator()
            _ = try translator.assigned(try translator.expression(value), to: relation.columns[place])
            relation.columns[place].defaultText = text
        case .dropDefault(let column): relation.columns[try index(column)].defaultText = nil
        case .addUnique(let name, let columns):
            for column in columns { _ = try index(column) }
            try unique(name, columns, &relation)
        }
        try store(relation)
    }

    func unique(_ name: String?, _ columns: [String], _ relation: inout PgRelation) throws(PgError) {
        let own = name ?? catalogue.free("\(relation.name)_\(columns.joined(separator: "_"))_key")
        do throws(PgError) {
            try execute(
                "CREATE UNIQUE INDEX \(PgTranslator.quoted("i_" + own)) ON \(PgTranslator.quoted(relation.storage)) (\(columns.map(PgTranslator.quoted).joined(separator: ", ")))",
                target: relation.name
            )
        } catch {
            throw error.code == "23505" ? PgError("23505", "could not create unique index \"\(own)\"") : error
        }
        relation.constraints.append(PgConstraint(kind: .unique, name: own, columns: columns))
    }
}
