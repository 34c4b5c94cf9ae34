extension SQLParser {
    mutating func insert() throws(PgError) -> SQLStatement {
        at += 1
        try expect("into")
        var insert = SQLInsert(table: try relation(), rows: .defaults)
        if take("as") { insert.alias = try name() }
        if sees(sign: "("), peek(1).kind != .word("select"), peek(1).kind != .word("with") {
            insert.places = places()
            insert.columns = try names()
        }
        if sees("overriding") { throw .notModelled("OVERRIDING", at: token.position) }
        if take("default", "values") {
            insert.rows = .defaults
        } else if take("values") {
            insert.rows = .values(try rows())
        } else if sees("select") || sees("with") || sees("table") || sees(sign: "(") {
            insert.rows = .query(try query())
        } else {
            throw unexpected()
        }
        if take("on", "conflict") {
            var columns: [String] = []
            if sees(sign: "(") { columns = try names() }
            if sees("on") { throw .notModelled("ON CONFLICT ON CONSTRAINT", at: token.position) }
            try expect("do")
            if take("nothing") {
                insert.conflict = SQLConflict(columns: columns, assignments: [])
            } else {
                try expect("update", "set")
                insert.conflict = SQLConflict(columns: columns, assignments: try assignments())
                if take("where") { insert.conflict?.condition = try expression() }
            }
        }
        if take("returning") { insert.returning = try items() }
        return .insert(insert)
    }

    /// Where the names of a list stand.
    private func places() -> [Int] {
        var places: [Int] = []
        var offset = 1
        while offset < tokens.count, !sees(sign: ")", after: offset), !sees(sign: ";", after: offset),
            peek(offset).kind != .end
        {
            if !sees(sign: ",", after: offset) { places.append(peek(offset).position) }
            offset += 1
        }
        return places
    }

    private mutating func assignments() throws(PgError) -> [SQLAssignment] {
        var found: [SQLAssignment] = []
        repeat {
            if sees(sign: "(") { throw .notModelled("several columns in one assignment", at: token.position) }
            let position = token.position
            let column = try name()
            try expect(sign: "=")
            let place = token.position
            found.append(
                SQLAssignment(
                    column: column,
                    value: take("default") ? .default(at: place) : try expression(),
                    position: position
                )
            )
        } while take(sign: ",")
        return found
    }

    mutating func update() throws(PgError) -> SQLStatement {
        at += 1
        _ = take("only")
        let table = try relation()
        var alias: String?
        if take("as") { alias = try name() } else if !sees("set") { alias = try name() }
        try expect("set")
        let assignments = try assignments()
        var from: [SQLSource] = []
        if take("from") {
            repeat { from.append(try source()) } while take(sign: ",")
        }
        let condition = take("where") ? try expression() : nil
        let returning = take("returning") ? try items() : []
        return .update(table: table, alias: alias, assignments, from: from, condition, returning: returning)
    }

    mutating func delete() throws(PgError) -> SQLStatement {
        at += 1
        try expect("from")
        _ = take("only")
        let table = try relation()
        var alias: String?
        if take("as") {
            alias = try name()
        } else if case .word(let word) = token.kind, !Self.reserved.contains(word) {
            alias = try name()
        }
        if sees("using") { throw .notModelled("DELETE … USING", at: token.position) }
        let condition = take("where") ? try expression() : nil
        let returning = take("returning") ? try items() : []
        return .delete(table: table, alias: alias, condition, returning: returning)
    }
}
