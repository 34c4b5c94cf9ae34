extension SQLParser {
    mutating func query() throws(PgError) -> SQLQuery {
        try deeper { parser throws(PgError) in try parser.wholeQuery() }
    }

    private mutating func wholeQuery() throws(PgError) -> SQLQuery {
        var commons: [SQLQuery.Common] = []
        var isRecursive = false
        if take("with") {
            isRecursive = take("recursive")
            repeat {
                let name = try name()
                let columns = sees(sign: "(") ? try names() : []
                try expect("as")
                _ = take("not", "materialized") || take("materialized")
                try expect(sign: "(")
                guard sees("select") || sees("values") || sees("with") || sees(sign: "(") else {
                    throw .notModelled("changes of data in WITH", at: token.position)
                }
                commons.append(.init(name: name, columns: columns, query: try query()))
                try expect(sign: ")")
            } while take(sign: ",")
        }
        var query = SQLQuery(isRecursive: isRecursive, commons: commons, body: try compound(0))
        if take("order", "by") { query.order = try orders() }
        while true {
            if take("limit") {
                if !take("all") { query.limit = try expression() }
            } else if take("offset") {
                query.offset = try expression()
                _ = take("row") || take("rows")
            } else if take("fetch") {
                guard take("first") || take("next") else { throw unexpected() }
                query.limit = sees("row") || sees("rows") ? .number("1") : try primary()
                guard take("row") || take("rows") else { throw unexpected() }
                try expect("only")
            } else if sees("for"), case .word = peek(1).kind {
                // Rows are locked with their whole database here, at the first change.
                at += 2
                _ = take("key", "update") || take("update")
                _ = take("skip", "locked") || take("nowait")
            } else {
                return query
            }
        }
    }

    private mutating func compound(_ level: Int) throws(PgError) -> SQLBody {
        var left = level == 0 ? try compound(1) : try simple()
        while true {
            let word: String
            if level == 0, sees("union") || sees("except") {
                word = token.text.uppercased()
            } else if level == 1, sees("intersect") {
                word = "INTERSECT"
            } else {
                return left
            }
            at += 1
            let isAll = take("all")
            _ = take("distinct")
            guard !isAll || word == "UNION" else { throw .notModelled("\(word) ALL", at: token.position) }
            left = .compound(word, isAll: isAll, left, level == 0 ? try compound(1) : try simple())
        }
    }

    private mutating func simple() throws(PgError) -> SQLBody {
        if take(sign: "(") {
            let nested = try query()
            try expect(sign: ")")
            return .nested(nested)
        }
        if take("table") {
            let name = try relation()
            return .select(
                SQLSelect(
                    items: [SQLItem(kind: .star(nil), alias: nil, position: name.position)],
                    from: [.table(name, alias: nil, columns: [])]
                )
            )
        }
        let position = token.position
        if take("values") { return .values(try rows(), at: position) }
        try expect("select")
        var select = SQLSelect()
        if take("distinct") {
            if sees("on") { throw .notModelled("DISTINCT ON", at: token.position) }
            select.isDistinct = true
        } else {
            _ = take("all")
        }
        if !isAtEnd, !sees(sign: ";"), !sees(sign: ")"), !sees("from"), !sees("union") {
            select.items = try items()
        }
        if sees("into") { throw .notModelled("SELECT INTO", at: token.position) }
        if take("from") {
            repeat { select.from.append(try source()) } while take(sign: ",")
        }
        if take("where") { select.condition = try expression() }
        if take("group", "by") {
            repeat { select.groups.append(try expression()) } while take(sign: ",")
        }
        if take("having") { select.having = try expression() }
        if sees("window") { throw .notModelled("WINDOW", at: token.position) }
        return .select(select)
    }

    mutating func rows() throws(PgError) -> [[SQLExpression]] {
        var rows: [[SQLExpression]] = []
        repeat {
            try expect(sign: "(")
            var row: [SQLExpression] = []
            repeat {
                let position = token.position
                row.append(take("default") ? .default(at: position) : try expression())
            } while take(sign: ",")
            try expect(sign: ")")
            rows.append(row)
        } while take(sign: ",")
        return rows
    }

    mutating func items() throws(PgError) -> [SQLItem] {
        var items: [SQLItem] = []
        repeat {
            let position = token.position
            if take(sign: "*") {
                items.append(SQLItem(kind: .star(nil), alias: nil, position: position))
                continue
            }
            if sees(sign: ".", after: 1), sees(sign: "*", after: 2) {
                let table = try name()
                at += 2
                items.append(SQLItem(kind: .star(table), alias: nil, position: position))
                continue
            }
            let value = try expression()
            var alias: String?
            if take("as") {
                alias = try label()
            } else if case .quoted = token.kind {
                alias = try name()
            } else if case .word(let word) = token.kind, !Self.reserved.contains(word) {
                alias = try name()
            }
            items.append(SQLItem(kind: .value(value), alias: alias, position: position))
        } while take(sign: ",")
        return items
    }

    mutating func orders() throws(PgError) -> [SQLOrder] {
        var orders: [SQLOrder] = []
        repeat {
            var order = SQLOrder(expression: try expression())
            if take("desc") { order.isDescending = true } else { _ = take("asc") }
            if take("nulls") {
                if take("first") {
                    order.nullsFirst = true
                } else {
                    try expect("last")
                    order.nullsFirst = false
                }
            }
            orders.append(order)
        } while take(sign: ",")
        return orders
    }

    mutating func source() throws(PgError) -> SQLSource {
        try deeper { parser throws(PgError) in try parser.joins() }
    }

    private mutating func joins() throws(PgError) -> SQLSource {
        var left = try table()
        while true {
            let kind: String
            if take("cross", "join") {
                left = .join("CROSS JOIN", left, try table(), on: nil, using: [])
                continue
            } else if sees("natural") {
                throw .notModelled("NATURAL JOIN", at: token.position)
            } else if take("join") || take("inner", "join") {
                kind = "JOIN"
            } else if sees("left") || sees("right") || sees("full") {
                kind = token.text.uppercased() + " JOIN"
                at += 1
                _ = take("outer")
                try expect("join")
            } else {
                return left
            }
            let right = try table()
            if take("using") {
                left = .join(kind, left, right, on: nil, using: try names())
            } else {
                try expect("on")
                left = .join(kind, left, right, on: try expression(), using: [])
            }
        }
    }

    private mutating func table() throws(PgError) -> SQLSource {
        let position = token.position
        if sees("lateral") { throw .notModelled("LATERAL", at: position) }
        if take(sign: "(") {
            if sees("select") || sees("values") || sees("with") || sees(sign: "(") {
                let nested = try query()
                try expect(sign: ")")
                let (alias, columns) = try alias()
                return .query(nested, alias: alias, columns: columns, at: position)
            }
            let inner = try joins()
            try expect(sign: ")")
            return inner
        }
        _ = take("only")
        let name = try relation()
        if sees(sign: "(") {
            let call = try call(name.name, at: position)
            guard case .call(let call) = call else { throw unexpected() }
            if take("with", "ordinality") { throw .notModelled("WITH ORDINALITY", at: position) }
            let (alias, columns) = try alias()
            return .function(call, alias: alias, columns: columns)
        }
        let (alias, columns) = try alias()
        return .table(name, alias: alias, columns: columns)
    }

    private mutating func alias() throws(PgError) -> (String?, [String]) {
        var alias: String?
        if take("as") {
            alias = try name()
        } else if case .quoted = token.kind {
            alias = try name()
        } else if case .word(let word) = token.kind, !Self.reserved.contains(word), word != "set" {
            alias = try name()
        }
        guard alias != nil, sees(sign: "(") else { return (alias, []) }
        return (alias, try names())
    }
}
