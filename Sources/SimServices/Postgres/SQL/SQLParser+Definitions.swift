extension SQLParser {
    mutating func create() throws(PgError) -> SQLStatement {
        let start = token.position
        at += 1
        let replaces = take("or", "replace")
        if sees("temporary") || sees("temp") || sees("unlogged") || sees("global") || sees("local") {
            throw .notModelled("CREATE \(token.text.uppercased())", at: token.position)
        }
        let isUnique = take("unique")
        guard case .word(let kind) = token.kind else { throw unexpected() }
        at += 1
        switch kind {
        case "table":
            let isConditional = take("if", "not", "exists")
            let name = try relation()
            if take("as") { return .createTableAs(name, try query(), isConditional: isConditional) }
            return try table(name, isConditional)
        case "index":
            if sees("concurrently") { throw .notModelled("CONCURRENTLY", at: token.position) }
            let isConditional = take("if", "not", "exists")
            let name = sees("on") ? nil : try name()
            try expect("on")
            let table = try relation()
            if take("using") { _ = try self.name() }
            try expect(sign: "(")
            let columns = try orders()
            try expect(sign: ")")
            if sees("where") || sees("include") {
                throw .notModelled("\(token.text.uppercased()) of an index", at: token.position)
            }
            return .createIndex(
                name: name,
                table: table,
                columns: columns,
                isUnique: isUnique,
                isConditional: isConditional
            )
        case "view":
            let name = try relation()
            if sees(sign: "(") { throw .notModelled("a view's list of columns", at: token.position) }
            try expect("as")
            let first = at
            let query = try query()
            return .createView(name, query: query, text: text(from: first), replaces: replaces)
        case "sequence":
            let isConditional = take("if", "not", "exists")
            let name = try relation()
            var (begin, step) = (1, 1)
            while !isAtEnd, !sees(sign: ";") {
                if take("start") {
                    _ = take("with")
                    begin = try integer()
                } else if take("increment") {
                    _ = take("by")
                    step = try integer()
                } else {
                    throw .notModelled("\(token.text.uppercased()) of a sequence", at: token.position)
                }
            }
            return .createSequence(name, start: begin, increment: step, isConditional: isConditional)
        case "database":
            let name = try name()
            var owner: String?
            _ = take("with")
            while !isAtEnd, !sees(sign: ";") {
                let option = try label()
                _ = take(sign: "=")
                let value = try value()
                if option == "owner" { owner = value }
                guard
                    [
                        "owner", "encoding", "template", "lc_collate", "lc_ctype", "locale", "connection",
                        "limit",
                    ].contains(option)
                else {
                    throw .notModelled("\(option.uppercased()) of a database", at: token.position)
                }
            }
            return .createDatabase(name, owner: owner)
        case "role", "user": return try role(isLogin: kind == "user", isAlter: false)
        case "extension":
            throw .notModelled("extensions", at: start)
        case "function", "procedure", "trigger", "type", "schema", "rule", "policy", "aggregate", "domain",
            "materialized", "operator",
            "foreign", "publication", "subscription", "tablespace", "cast", "collation", "language", "event",
            "group", "statistics":
            throw .notModelled("CREATE \(kind.uppercased())", at: start)
        default:
            at -= 1
            throw unexpected()
        }
    }

    private mutating func integer() throws(PgError) -> Int {
        let isNegative = take(sign: "-")
        guard case .number(let text) = token.kind, let number = Int(text) else { throw unexpected() }
        at += 1
        return isNegative ? -number : number
    }

    private mutating func value() throws(PgError) -> String {
        switch token.kind {
        case .string(let text), .quoted(let text), .word(let text), .number(let text):
            at += 1
            return text
        default: throw unexpected()
        }
    }

    private mutating func role(isLogin: Bool, isAlter: Bool) throws(PgError) -> SQLStatement {
        let name = try name()
        var (login, isSuper) = (isLogin, false)
        var password: String?
        _ = take("with")
        while !isAtEnd, !sees(sign: ";") {
            if take("password") || take("encrypted", "password") {
                password = try value()
            } else if take("superuser") {
                isSuper = true
            } else if take("login") {
                login = true
            } else if take("nologin") {
                login = false
            } else if take("createdb") || take("createrole") || take("inherit") || take("nosuperuser")
                || take("nocreatedb") || take("nocreaterole") || take("noinherit") || take("replication")
            {
                continue
            } else {
                throw .notModelled("\(token.text.uppercased()) of a role", at: token.position)
            }
        }
        return .createRole(name, password: password, isLogin: login, isSuper: isSuper, isAlter: isAlter)
    }

    mutating func drop() throws(PgError) -> SQLStatement {
        let start = token.position
        at += 1
        guard case .word(let kind) = token.kind else { throw unexpected() }
        at += 1
        guard ["table", "view", "index", "sequence", "database", "role", "user"].contains(kind) else {
            guard
                [
                    "function", "schema", "type", "extension", "trigger", "owned", "materialized",
                    "procedure", "domain",
                ].contains(kind)
            else {
                at -= 1
                throw unexpected()
            }
            throw .notModelled("DROP \(kind.uppercased())", at: start)
        }
        let isConditional = take("if", "exists")
        var targets = [try relation()]
        while take(sign: ",") { targets.append(try relation()) }
        let cascades = take("cascade")
        _ = take("restrict")
        if kind == "database" {
            if take("with") || sees(sign: "(") {
                try expect(sign: "(")
                try expect("force")
                try expect(sign: ")")
            }
            return .dropDatabase(targets[0].name, isConditional: isConditional)
        }
        if kind == "role" || kind == "user" {
            return .dropRole(targets[0].name, isConditional: isConditional)
        }
        return .drop(kind: kind, targets, isConditional: isConditional, cascades: cascades)
    }

    mutating func alter() throws(PgError) -> SQLStatement {
        let start = token.position
        at += 1
        if take("role") || take("user") { return try role(isLogin: false, isAlter: true) }
        guard take("table") else { throw .notModelled("ALTER \(token.text.uppercased())", at: start) }
        _ = take("if", "exists")
        _ = take("only")
        let table = try relation()
        var alterations: [SQLAlteration] = []
        repeat { alterations.append(try alteration()) } while take(sign: ",")
        return .alterTable(table, alterations)
    }

    private mutating func alteration() throws(PgError) -> SQLAlteration {
        let position = token.position
        if take("add") {
            if sees("constraint") || sees("unique") || sees("primary") || sees("foreign") || sees("check") {
                let name = take("constraint") ? try name() : nil
                guard take("unique") else {
                    throw .notModelled("ADD \(token.text.uppercased())", at: token.position)
                }
                return .addUnique(name, try names())
            }
            _ = take("column")
            let isConditional = take("if", "not", "exists")
            return .addColumn(try column(), isConditional: isConditional)
        }
        if take("drop") {
            if sees("constraint") { throw .notModelled("DROP CONSTRAINT", at: position) }
            _ = take("column")
            let isConditional = take("if", "exists")
            let name = try name()
            _ = take("cascade") || take("restrict")
            return .dropColumn(name, isConditional: isConditional)
        }
        if take("rename") {
            if take("to") { return .rename(try name()) }
            _ = take("column")
            let old = try name()
            try expect("to")
            return .renameColumn(old, try name())
        }
        if take("alter") {
            _ = take("column")
            let name = try name()
            if take("drop", "default") { return .dropDefault(name) }
            if take("set", "default") {
                let first = at
                let value = try expression()
                return .setDefault(name, value, text(from: first))
            }
        }
        throw .notModelled("this ALTER TABLE", at: position)
    }

    private mutating func table(_ name: SQLName, _ isConditional: Bool) throws(PgError) -> SQLStatement {
        var table = SQLTableDefinition(name: name, isConditional: isConditional)
        try expect(sign: "(")
        if !sees(sign: ")") {
            repeat {
                let constraint = take("constraint") ? try self.name() : nil
                if take("primary", "key") {
                    table.primary = (constraint, try names())
                } else if take("unique") {
                    table.uniques.append((constraint, try names()))
                } else if take("check") {
                    table.checks.append(try check(constraint))
                } else if take("foreign", "key") {
                    let columns = try names()
                    try expect("references")
                    table.references.append(try reference(constraint, columns))
                } else if sees("like") || sees("exclude") {
                    throw .notModelled("\(token.text.uppercased()) in CREATE TABLE", at: token.position)
                } else {
                    table.columns.append(try column())
                }
            } while take(sign: ",")
        }
        try expect(sign: ")")
        if sees("inherits") || sees("partition") || sees("with") || sees("on") || sees("tablespace") {
            throw .notModelled("\(token.text.uppercased()) of a table", at: token.position)
        }
        return .createTable(table)
    }

    private mutating func check(
        _ name: String?
    ) throws(PgError) -> (name: String?, expression: SQLExpression, text: String) {
        try expect(sign: "(")
        let first = at
        let condition = try expression()
        let text = text(from: first)
        try expect(sign: ")")
        return (name, condition, text)
    }

    private mutating func reference(_ name: String?, _ columns: [String]) throws(PgError) -> SQLReference {
        var reference = SQLReference(name: name, columns: columns, table: try relation(), targets: [])
        if sees(sign: "(") { reference.targets = try names() }
        while true {
            if take("on", "delete") {
                reference.onDelete = try action()
            } else if take("on", "update") {
                reference.onUpdate = try action()
            } else if take("match", "simple") || take("not", "deferrable") || take("initially", "immediate") {
                continue
            } else if sees("deferrable") || sees("match") {
                throw .notModelled("\(token.text.uppercased()) of a foreign key", at: token.position)
            } else {
                return reference
            }
        }
    }

    private mutating func action() throws(PgError) -> String {
        if take("cascade") { return "CASCADE" }
        if take("restrict") { return "RESTRICT" }
        if take("no", "action") { return "NO ACTION" }
        if take("set", "null") { return "SET NULL" }
        if take("set", "default") { return "SET DEFAULT" }
        throw unexpected()
    }

    private mutating func column() throws(PgError) -> SQLColumnDefinition {
        var column = SQLColumnDefinition(name: try name(), type: try type())
        while true {
            let constraint = take("constraint") ? try name() : nil
            if take("not", "null") {
                column.isNotNull = true
            } else if take("null") {
                continue
            } else if take("primary", "key") {
                column.isPrimary = true
            } else if take("unique") {
                column.isUnique = true
            } else if take("default") {
                let first = at
                column.defaultValue = try signedDefault()
                column.defaultText = text(from: first)
            } else if take("check") {
                column.checks.append(try check(constraint))
            } else if take("references") {
                column.reference = try reference(constraint, [column.name])
            } else if take("collate") {
                _ = try relation()
            } else if take("generated") {
                if take("always") {
                    column.identity = "ALWAYS"
                } else {
                    try expect("by", "default")
                    column.identity = "BY DEFAULT"
                }
                try expect("as")
                guard take("identity") else { throw .notModelled("generated columns", at: token.position) }
                if sees(sign: "(") { throw .notModelled("options of an identity column", at: token.position) }
            } else {
                return column
            }
        }
    }

    /// A default ends where NOT NULL or another constraint begins.
    private mutating func signedDefault() throws(PgError) -> SQLExpression {
        var value = try signedPrimary()
        while sees(sign: "+") || sees(sign: "-") || sees(sign: "*") || sees(sign: "||") {
            let position = token.position
            let sign = token.text
            at += 1
            value = .binary(sign, value, try signedPrimary(), at: position)
        }
        return value
    }
}
