extension PgTranslator {
    mutating func query(_ query: SQLQuery) throws(PgError) -> (sql: String, fields: [PgField]) {
        try deeper { translator throws(PgError) in try translator.whole(query) }
    }

    private mutating func whole(_ query: SQLQuery) throws(PgError) -> (sql: String, fields: [PgField]) {
        let before = commons.count
        defer { commons.removeSubrange(before...) }
        var sql = ""
        for (index, common) in query.commons.enumerated() {
            sql += index == 0 ? "WITH \(query.isRecursive ? "RECURSIVE " : "")" : ", "
            let (inner, fields) = try self.common(common, isRecursive: query.isRecursive)
            commons.append((common.name, fields))
            sql +=
                "\(Self.quoted("c_" + common.name))(\(fields.map { Self.quoted($0.name) }.joined(separator: ", "))) AS (\(inner))"
        }
        if !sql.isEmpty { sql += " " }
        let (body, fields) = try self.body(query.body, order: query.order)
        sql += body
        if let limit = query.limit {
            sql += " LIMIT \(try count(limit, "LIMIT"))"
        } else if query.offset != nil {
            sql += " LIMIT -1"
        }
        if let offset = query.offset { sql += " OFFSET \(try count(offset, "OFFSET"))" }
        return (sql, fields)
    }

    private mutating func count(_ value: SQLExpression, _ name: String) throws(PgError) -> String {
        let plain = try decided(try expression(value), as: .int8)
        guard plain.type.isInteger else {
            throw PgError(
                "42804",
                "argument of \(name) must be type bigint, not type \(plain.type.spoken)",
                at: plain.position
            )
        }
        guard !plain.sql.hasPrefix("-") else {
            throw PgError(name == "LIMIT" ? "2201W" : "2201X", "\(name) must not be negative")
        }
        return "coalesce(\(plain.sql), -1)"
    }

    private mutating func common(
        _ common: SQLQuery.Common,
        isRecursive: Bool
    ) throws(PgError) -> (String, [PgField]) {
        func named(_ fields: [PgField]) -> [PgField] {
            fields.enumerated().map {
                PgField(
                    name: $0.offset < common.columns.count ? common.columns[$0.offset] : $0.element.name,
                    type: $0.element.type == .unknown ? .text : $0.element.type
                )
            }
        }
        // The first half of a recursive one says which columns it has.
        if isRecursive, case .compound("UNION", let isAll, let first, let second) = common.query.body,
            common.query.order.isEmpty
        {
            let (start, fields) = try body(first, order: [])
            let own = named(fields)
            commons.append((common.name, own))
            defer { commons.removeLast() }
            let (step, others) = try body(second, order: [])
            guard others.count == own.count else {
                throw PgError("42601", "each UNION query must have the same number of columns")
            }
            return ("\(start) UNION \(isAll ? "ALL " : "")\(step)", own)
        }
        let (sql, fields) = try query(common.query)
        return (sql, named(fields))
    }

    private mutating func body(
        _ body: SQLBody,
        order: [SQLOrder]
    ) throws(PgError) -> (sql: String, fields: [PgField]) {
        switch body {
        case .select(let select): return try self.select(select, order: order)
        case .nested(let inner):
            let (sql, fields) = try query(inner)
            return ("SELECT * FROM (\(sql))" + (try sorted(order, by: fields)), fields)
        case .values(let rows, let position):
            let (sql, fields) = try values(rows, at: position)
            return (sql + (try sorted(order, by: fields)), fields)
        case .compound(let word, let isAll, let left, let right):
            let (one, fields) = try side(left)
            let (other, others) = try side(right)
            guard fields.count == others.count else {
                throw PgError("42601", "each \(word) query must have the same number of columns")
            }
            var all: [PgField] = []
            for (field, partner) in zip(fields, others) {
                guard let type = Self.common(field.type, partner.type) else {
                    throw PgError(
                        "42804",
                        "\(word) types \(field.type.spoken) and \(partner.type.spoken) cannot be matched"
                    )
                }
                all.append(PgField(name: field.name, type: type == .unknown ? .text : type))
            }
            return ("\(one) \(word) \(isAll ? "ALL " : "")\(other)" + (try sorted(order, by: all)), all)
        }
    }

    /// SQLite takes no brackets around the sides.
    private mutating func side(_ body: SQLBody) throws(PgError) -> (String, [PgField]) {
        switch body {
        case .select: return try self.body(body, order: [])
        default:
            let (sql, fields) = try self.body(body, order: [])
            return ("SELECT * FROM (\(sql))", fields)
        }
    }

    private mutating func sorted(_ order: [SQLOrder], by fields: [PgField]) throws(PgError) -> String {
        guard !order.isEmpty else { return "" }
        var keys: [String] = []
        for one in order {
            var place: Int?
            if case .number(let text) = one.expression { place = Int(text) }
            if case .column(let parts, _) = one.expression, parts.count == 1 {
                place = fields.firstIndex { $0.name == parts[0] }.map { $0 + 1 }
            }
            guard let place, (1...max(1, fields.count)).contains(place) else {
                throw .notModelled("ORDER BY an expression after UNION or VALUES")
            }
            keys.append(
                Self.direction(one, "\(place)" + fields[place - 1].type.collation)
            )
        }
        return " ORDER BY " + keys.joined(separator: ", ")
    }

    private mutating func values(
        _ rows: [[SQLExpression]],
        at position: Int
    ) throws(PgError) -> (String, [PgField]) {
        let width = rows.first?.count ?? 0
        guard rows.allSatisfy({ $0.count == width }) else {
            throw PgError("42601", "VALUES lists must all be the same length", at: position)
        }
        var columns: [[PgTyped]] = Array(repeating: [], count: width)
        for row in rows {
            for (index, value) in row.enumerated() { columns[index].append(try expression(value)) }
        }
        var fields: [PgField] = []
        var texts: [[String]] = []
        for (index, column) in columns.enumerated() {
            let (sql, type) = try alike(column, "VALUES")
            fields.append(PgField(name: "column\(index + 1)", type: type))
            texts.append(sql)
        }
        let lists = rows.indices.map { row in "(" + texts.map { $0[row] }.joined(separator: ", ") + ")" }
        let names = fields.map { "\($0.name) AS \(Self.quoted($0.name))" }.joined(separator: ", ")
        return ("SELECT \(names) FROM (VALUES \(lists.joined(separator: ", ")))", fields)
    }

    private mutating func select(
        _ given: SQLSelect,
        order: [SQLOrder]
    ) throws(PgError) -> (String, [PgField]) {
        var scope = PgScope()
        let (select, series) = try Self.parted(given)
        var from: [String] = []
        for source in select.from { from.append(try self.source(source, into: &scope)) }
        if let series { from = [try crossed(from, with: series, into: &scope)] }
        scopes.append(scope)
        defer { scopes.removeLast() }
        let level = scopes.count - 1
        let condition = try select.condition.map { one throws(PgError) in
            try self.condition(one, in: "argument of WHERE")
        }
        let isGrouped =
            !select.groups.isEmpty || select.having != nil
            || select.items.contains {
                if case .value(let value) = $0.kind { Self.aggregates(value) } else { false }
            }
            || order.contains { Self.aggregates($0.expression) }
        var groups: [String] = []
        for group in select.groups { groups.append(try self.group(group, select.items)) }
        if isGrouped { scopes[level].groups = Set(groups) }
        let (items, fields) = try outputs(select.items)
        let having = try select.having.map { one throws(PgError) in
            try self.condition(one, in: "argument of HAVING")
        }
        let keys = try sortKeys(order, items, fields, isDistinct: select.isDistinct)
        if let violation = scopes[level].violation {
            throw PgError(
                "42803",
                "column \"\(violation.name)\" must appear in the GROUP BY clause or be used in an aggregate function",
                at: violation.position
            )
        }
        var sql = "SELECT \(select.isDistinct ? "DISTINCT " : "")"
        sql +=
            items.isEmpty
            ? "NULL AS \"\""
            : zip(items, fields).map { "\($0) AS \(Self.quoted($1.name))" }.joined(separator: ", ")
        if !from.isEmpty { sql += " FROM " + from.joined(separator: ", ") }
        if let condition { sql += " WHERE \(condition)" }
        if !groups.isEmpty { sql += " GROUP BY " + groups.joined(separator: ", ") }
        if let having { sql += groups.isEmpty ? " HAVING \(having)" : " HAVING \(having)" }
        if !keys.isEmpty { sql += " ORDER BY " + keys.joined(separator: ", ") }
        return (sql, fields)
    }

    private mutating func group(_ group: SQLExpression, _ items: [SQLItem]) throws(PgError) -> String {
        if case .number(let text) = group, let place = Int(text) {
            guard items.indices.contains(place - 1), case .value(let value) = items[place - 1].kind else {
                throw PgError("42P10", "GROUP BY position \(place) is not in select list")
            }
            return try expression(value).sql
        }
        if case .column(let parts, _) = group, parts.count == 1 {
            let isColumn =
                scopes.last?.tables.contains { $0.columns.contains { $0.name == parts[0] } } ?? false
            if !isColumn, let item = items.first(where: { $0.alias == parts[0] }),
                case .value(let value) = item.kind
            {
                return try expression(value).sql
            }
        }
        if Self.aggregates(group) {
            throw PgError("42803", "aggregate functions are not allowed in GROUP BY")
        }
        return try expression(group).sql
    }

    private mutating func sortKeys(
        _ order: [SQLOrder],
        _ items: [String],
        _ fields: [PgField],
        isDistinct: Bool
    ) throws(PgError) -> [String] {
        var keys: [String] = []
        for one in order {
            if case .number(let text) = one.expression, let place = Int(text) {
                guard items.indices.contains(place - 1) else {
                    throw PgError("42P10", "ORDER BY position \(place) is not in select list")
                }
                keys.append(
                    Self.direction(
                        one,
                        "\(place)" + fields[place - 1].type.collation
                    )
                )
                continue
            }
            if case .column(let parts, _) = one.expression, parts.count == 1,
                let place = fields.firstIndex(where: { $0.name == parts[0] })
            {
                keys.append(
                    Self.direction(
                        one,
                        "\(place + 1)" + fields[place].type.collation
                    )
                )
                continue
            }
            let value = try decided(try expression(one.expression), as: .text)
            guard !isDistinct || items.contains(value.sql) else {
                throw PgError(
                    "42P10",
                    "for SELECT DISTINCT, ORDER BY expressions must appear in select list",
                    at: one.expression.position
                )
            }
            keys.append(Self.direction(one, value.sql))
        }
        return keys
    }

    /// What a SELECT or RETURNING gives.
    mutating func outputs(_ items: [SQLItem]) throws(PgError) -> ([String], [PgField]) {
        var sql: [String] = []
        var fields: [PgField] = []
        for item in items {
            switch item.kind {
            case .star(let table):
                let tables = scopes.last?.tables ?? []
                guard !tables.isEmpty else {
                    throw PgError(
                        "42601",
                        "SELECT * with no tables specified is not valid",
                        at: item.position
                    )
                }
                let chosen = tables.filter { table == nil || $0.name == table }
                guard !chosen.isEmpty else {
                    throw PgError(
                        "42P01",
                        "missing FROM-clause entry for table \"\(table ?? "")\"",
                        at: item.position
                    )
                }
                for place in chosen {
                    for one in place.columns where table != nil || !place.merged.contains(one.name) {
                        sql.append(
                            try column(
                                table == nil && chosen.count == 1
                                    ? [place.name, one.name] : [place.name, one.name],
                                at: item.position
                            ).sql
                        )
                        fields.append(PgField(name: one.name, type: one.type))
                    }
                }
            case .value(let value):
                let typed = try expression(value)
                let plain = typed.type == .unknown ? try decided(typed, as: .text) : typed
                sql.append(plain.sql)
                fields.append(PgField(name: item.alias ?? Self.name(of: value), type: plain.type))
            }
        }
        return (sql, fields)
    }

    /// What a column is called that nobody named.
    static func name(of value: SQLExpression) -> String {
        switch value {
        case .column(let parts, _): return parts[parts.count - 1]
        case .call(let call): return call.name == "trim" ? "btrim" : call.name
        case .cast(let inner, let type):
            let name = name(of: inner)
            var isWord = false
            if case .bool = inner { isWord = true }
            return name == "?column?" || isWord ? SQLType(name: type.name)?.rawValue ?? type.name : name
        case .choice(_, _, let otherwise):
            let name = otherwise.map(name(of:)) ?? "case"
            return name == "?column?" || name == "bool" ? "case" : name
        case .exists: return "exists"
        case .extract: return "extract"
        case .bool: return "bool"
        case .scalar(let query, _):
            guard case .select(let select) = query.body, let item = select.items.first else {
                return "?column?"
            }
            if let alias = item.alias { return alias }
            guard case .value(let inner) = item.kind else { return "?column?" }
            return name(of: inner)
        default: return "?column?"
        }
    }

    /// Whether an aggregate stands in a value, subqueries left out.
    static func aggregates(_ value: SQLExpression) -> Bool {
        switch value {
        case .call(let call):
            if aggregates.contains(call.name), call.window == nil { return true }
            let window = (call.window?.partition ?? []) + (call.window?.order.map(\.expression) ?? [])
            return (call.arguments + window).contains(where: aggregates)
        case .unary(_, let inner, _), .cast(let inner, _), .isNull(let inner, _), .isTruth(let inner, _, _),
            .extract(_, let inner, _):
            return aggregates(inner)
        case .binary(_, let one, let other, _), .like(let one, let other, _, _, _),
            .isDistinct(let one, let other, _, _):
            return aggregates(one) || aggregates(other)
        case .between(let one, let low, let high, _, _): return [one, low, high].contains(where: aggregates)
        case .inList(let one, let list, _, _): return aggregates(one) || list.contains(where: aggregates)
        case .inQuery(let one, _, _, _): return aggregates(one)
        case .choice(let subject, let choices, let otherwise):
            return (choices.flatMap { [$0.condition, $0.result] } + [subject, otherwise].compactMap { $0 })
                .contains(where: aggregates)
        default: return false
        }
    }
}
