extension PgDatabase {
    /// Statements that change the catalogue.
    func define(_ statement: SQLStatement, _ caller: PgCaller) throws(PgError) -> PgResult {
        switch statement {
        case .createTable(let table): return try create(table)
        case .createTableAs(let name, let query, let isConditional):
            return try create(name, as: query, isConditional)
        case .createIndex(let name, let table, let columns, let isUnique, let isConditional):
            return try createIndex(name, table, columns, isUnique, isConditional)
        case .createView(let name, let query, let text, let replaces):
            try checkFree(name, replacesView: replaces)
            var translator = translator()
            let (_, fields) = try translator.query(query)
            var relation = PgRelation(name: name.name, oid: catalogue.nextOID(), view: text)
            relation.columns = fields.map {
                PgColumn(name: $0.name, type: $0.type == .unknown ? .text : $0.type)
            }
            try store(relation)
            return PgResult(tag: "CREATE VIEW")
        case .createSequence(let name, let start, let increment, let isConditional):
            if context.sequences[name.name] != nil {
                guard isConditional else {
                    throw PgError("42P07", "relation \"\(name.name)\" already exists")
                }
                return PgResult(
                    tag: "CREATE SEQUENCE",
                    notice: "relation \"\(name.name)\" already exists, skipping"
                )
            }
            context.sequences[name.name] = PgSequence(last: start, increment: increment)
            return PgResult(tag: "CREATE SEQUENCE")
        case .drop(let kind, let names, let isConditional, let cascades):
            return try drop(kind, names, isConditional, cascades)
        case .alterTable(let name, let alterations):
            for one in alterations { try alter(name, one) }
            return PgResult(tag: "ALTER TABLE")
        case .truncate(let names, let restarts):
            for name in names {
                let relation = try translator().base(name)
                try execute("DELETE FROM \(PgTranslator.quoted(relation.storage))", target: relation.name)
                if restarts {
                    for sequence in relation.columns.compactMap(\.sequence) {
                        context.sequences[sequence]?.last = 1
                        context.sequences[sequence]?.isCalled = false
                    }
                }
            }
            return PgResult(tag: "TRUNCATE TABLE")
        default: throw .notModelled("this statement")
        }
    }

    func checkFree(_ name: SQLName, replacesView: Bool = false) throws(PgError) {
        guard name.schema == nil || name.schema == "public" else {
            throw PgError("3F000", "schema \"\(name.schema ?? "")\" does not exist", at: name.position)
        }
        guard !name.name.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
            throw .notModelled("control characters in names")
        }
        if let old = catalogue.relations[name.name] {
            guard replacesView, old.view != nil else {
                throw PgError("42P07", "relation \"\(name.name)\" already exists")
            }
        }
        guard catalogue.relations.count < PgCatalogue.relationLimit else {
            throw PgError("53400", "too many relations")
        }
    }

    func store(_ relation: PgRelation) throws(PgError) {
        catalogue.relations[relation.name] = relation
        try execute(
            "INSERT OR REPLACE INTO \"pg$relation\" VALUES (?1, ?2)",
            [1: .text(relation.name), 2: .text(relation.encoded)]
        )
    }

    func forget(_ name: String) throws(PgError) {
        catalogue.relations[name] = nil
        try execute("DELETE FROM \"pg$relation\" WHERE name = ?1", [1: .text(name)])
    }

    private func create(_ table: SQLTableDefinition) throws(PgError) -> PgResult {
        if table.isConditional, catalogue.relations[table.name.name] != nil {
            return PgResult(
                tag: "CREATE TABLE",
                notice: "relation \"\(table.name.name)\" already exists, skipping"
            )
        }
        try checkFree(table.name)
        var relation = PgRelation(name: table.name.name, oid: catalogue.nextOID())
        for definition in table.columns { try add(definition, to: &relation) }
        guard relation.columns.count <= 200 else {
            throw PgError("54011", "tables can have at most 200 columns here")
        }
        if let primary = table.primary { try key(.primary, primary.name, primary.columns, &relation) }
        for unique in table.uniques { try key(.unique, unique.name, unique.columns, &relation) }
        for check in table.checks { try self.check(check.name, check.expression, check.text, nil, &relation) }
        for reference in table.references { try self.reference(reference, &relation) }
        try execute(try sql(of: relation))
        try store(relation)
        return PgResult(tag: "CREATE TABLE")
    }

    func add(_ definition: SQLColumnDefinition, to relation: inout PgRelation) throws(PgError) {
        guard relation.column(definition.name) == nil else {
            throw PgError("42701", "column \"\(definition.name)\" specified more than once")
        }
        guard !definition.name.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
            throw .notModelled("control characters in names")
        }
        let type = try translator().type(definition.type)
        var column = PgColumn(name: definition.name, type: type, modifiers: definition.type.modifiers)
        let isSerial = ["serial", "bigserial", "smallserial", "serial4", "serial8"].contains(
            definition.type.name
        )
        column.isNotNull =
            definition.isNotNull || definition.isPrimary || isSerial || definition.identity != nil
        column.identity = definition.identity
        if type == .bpchar, column.modifiers.isEmpty { column.modifiers = [1] }
        if isSerial || definition.identity != nil {
            let name = catalogue.free("\(relation.name)_\(definition.name)_seq")
            context.sequences[name] = PgSequence(last: 1, owner: "\(relation.name).\(definition.name)")
            column.sequence = name
            if isSerial { column.defaultText = "nextval('\(name)'::regclass)" }
        }
        if let text = definition.defaultText, let value = definition.defaultValue {
            var translator = translator()
            _ = try translator.assigned(try translator.expression(value), to: column)
            column.defaultText = text
        }
        relation.columns.append(column)
        if definition.isPrimary { try key(.primary, nil, [definition.name], &relation) }
        if definition.isUnique { try key(.unique, nil, [definition.name], &relation) }
        for one in definition.checks {
            try check(one.name, one.expression, one.text, definition.name, &relation)
        }
        if let reference = definition.reference { try self.reference(reference, &relation) }
    }

    func key(
        _ kind: PgConstraint.Kind,
        _ name: String?,
        _ columns: [String],
        _ relation: inout PgRelation
    ) throws(PgError) {
        for column in columns {
            guard let index = relation.columns.firstIndex(where: { $0.name == column }) else {
                throw PgError("42703", "column \"\(column)\" named in key does not exist")
            }
            if kind == .primary { relation.columns[index].isNotNull = true }
        }
        if kind == .primary, relation.primary != nil {
            throw PgError("42P16", "multiple primary keys for table \"\(relation.name)\" are not allowed")
        }
        let usual =
            kind == .primary
            ? "\(relation.name)_pkey" : "\(relation.name)_\(columns.joined(separator: "_"))_key"
        relation.constraints.append(
            PgConstraint(kind: kind, name: name ?? catalogue.free(usual), columns: columns)
        )
    }

    private func check(
        _ name: String?,
        _ expression: SQLExpression,
        _ text: String,
        _ column: String?,
        _ relation: inout PgRelation
    ) throws(PgError) {
        let usual = column.map { "\(relation.name)_\($0)_check" } ?? "\(relation.name)_check"
        var free = usual
        var number = 1
        while relation.constraints.contains(where: { $0.name == free }) {
            free = usual + String(number)
            number += 1
        }
        relation.constraints.append(
            PgConstraint(kind: .check, name: name ?? free, columns: column.map { [$0] } ?? [], text: text)
        )
    }

    private func reference(_ reference: SQLReference, _ relation: inout PgRelation) throws(PgError) {
        let target: PgRelation
        if reference.table.name == relation.name {
            target = relation
        } else {
            target = try translator().base(reference.table)
        }
        let columns = reference.targets.isEmpty ? target.primary?.columns ?? [] : reference.targets
        guard !columns.isEmpty else {
            throw PgError("42704", "there is no primary key for referenced table \"\(target.name)\"")
        }
        guard columns.count == reference.columns.count else {
            throw PgError("42830", "number of referencing and referenced columns for foreign key disagree")
        }
        for column in reference.columns where relation.column(column) == nil {
            throw PgError("42703", "column \"\(column)\" referenced in foreign key constraint does not exist")
        }
        let isKey = target.constraints.contains {
            ($0.kind == .primary || $0.kind == .unique) && Set($0.columns) == Set(columns)
        }
        guard isKey else {
            throw PgError(
                "42830",
                "there is no unique constraint matching given keys for referenced table \"\(target.name)\""
            )
        }
        var actions = ""
        if let action = reference.onUpdate { actions += " ON UPDATE \(action)" }
        if let action = reference.onDelete { actions += " ON DELETE \(action)" }
        let usual = "\(relation.name)_\(reference.columns.joined(separator: "_"))_fkey"
        relation.constraints.append(
            PgConstraint(
                kind: .foreign,
                name: reference.name ?? catalogue.free(usual),
                columns: reference.columns,
                target: target.name,
                targetColumns: columns,
                actions: actions
            )
        )
    }

    /// The table in SQLite's words.
    private func sql(of relation: PgRelation) throws(PgError) -> String {
        var parts = relation.columns.map {
            "\(PgTranslator.quoted($0.name)) \($0.type.storage)\($0.isNotNull ? " NOT NULL" : "")"
        }
        func list(_ columns: [String]) -> String { columns.map(PgTranslator.quoted).joined(separator: ", ") }
        for one in relation.constraints {
            switch one.kind {
            case .primary: parts.append("PRIMARY KEY (\(list(one.columns)))")
            case .unique: parts.append("UNIQUE (\(list(one.columns)))")
            case .check:
                var translator = translator()
                let columns = relation.columns.map {
                    (name: $0.name, type: $0.type, sql: PgTranslator.quoted($0.name))
                }
                translator.scopes = [PgScope(tables: [PgScope.Table(name: relation.name, columns: columns)])]
                guard let statement = try SQLParser.statements("SELECT \(one.text)").first?.statement,
                    case .query(let query) = statement,
                    case .select(let select) = query.body, let item = select.items.first,
                    case .value(let value) = item.kind
                else { throw .notModelled("this CHECK") }
                if PgTranslator.aggregates(value) {
                    throw PgError("42803", "aggregate functions are not allowed in check constraints")
                }
                parts.append(
                    "CONSTRAINT \(PgTranslator.quoted(one.name)) CHECK (\(try translator.condition(value, in: "argument of CHECK")))"
                )
            case .foreign:
                parts.append(
                    "FOREIGN KEY (\(list(one.columns))) REFERENCES \(PgTranslator.quoted("t_" + one.target))(\(list(one.targetColumns)))\(one.actions)"
                )
            }
        }
        if parts.isEmpty { parts = ["\"pg$none\" INT"] }
        return "CREATE TABLE \(PgTranslator.quoted(relation.storage)) (\(parts.joined(separator: ", ")))"
    }

    private func create(
        _ name: SQLName,
        as query: SQLQuery,
        _ isConditional: Bool
    ) throws(PgError) -> PgResult {
        if isConditional, catalogue.relations[name.name] != nil {
            return PgResult(
                tag: "CREATE TABLE AS",
                notice: "relation \"\(name.name)\" already exists, skipping"
            )
        }
        try checkFree(name)
        var translator = translator()
        let (sql, fields) = try translator.query(query)
        var relation = PgRelation(name: name.name, oid: catalogue.nextOID())
        relation.columns = fields.map { PgColumn(name: $0.name, type: $0.type == .unknown ? .text : $0.type) }
        try execute(try self.sql(of: relation))
        try execute("INSERT INTO \(PgTranslator.quoted(relation.storage)) \(sql)", target: relation.name)
        try store(relation)
        let count = try? connection.run("SELECT count(*) FROM \(PgTranslator.quoted(relation.storage))").rows
            .first?.first?.output(as: .int8)
        return PgResult(tag: "SELECT \(count ?? "0")")
    }

    private func createIndex(
        _ name: String?,
        _ table: SQLName,
        _ columns: [SQLOrder],
        _ isUnique: Bool,
        _ isConditional: Bool
    ) throws(PgError) -> PgResult {
        var relation = try translator().base(table)
        var names: [String] = []
        var keys: [String] = []
        for one in columns {
            guard case .column(let parts, let position) = one.expression, parts.count == 1 else {
                throw .notModelled("an index on an expression")
            }
            guard relation.column(parts[0]) != nil else {
                throw PgError("42703", "column \"\(parts[0])\" does not exist", at: position)
            }
            names.append(parts[0])
            keys.append(PgTranslator.quoted(parts[0]) + (one.isDescending ? " DESC" : ""))
        }
        let own = name ?? catalogue.free("\(relation.name)_\(names.joined(separator: "_"))_idx")
        if catalogue.free(own) != own {
            guard isConditional else { throw PgError("42P07", "relation \"\(own)\" already exists") }
            return PgResult(tag: "CREATE INDEX", notice: "relation \"\(own)\" already exists, skipping")
        }
        let text = zip(names, columns).map { $0 + ($1.isDescending ? " DESC" : "") }.joined(separator: ", ")
        let index = PgIndex(name: own, columns: names, isUnique: isUnique, text: text)
        do throws(PgError) {
            try execute(
                "CREATE \(isUnique ? "UNIQUE " : "")INDEX \(PgTranslator.quoted("i_" + own)) ON \(PgTranslator.quoted(relation.storage)) (\(keys.joined(separator: ", ")))",
                target: relation.name
            )
        } catch {
            throw error.code == "23505" ? PgError("23505", "could not create unique index \"\(own)\"") : error
        }
        relation.indexes.append(index)
        try store(relation)
        return PgResult(tag: "CREATE INDEX")
    }
}
