extension SQLParser {
    mutating func type() throws(PgError) -> SQLTypeName {
        let position = token.position
        var name = try label()
        if take(sign: ".") { name = try label() }
        if name == "double" {
            try expect("precision")
            name = "double precision"
        } else if name == "character" || name == "char", take("varying") {
            name = "varchar"
        }
        var modifiers: [Int] = []
        if take(sign: "(") {
            repeat {
                guard case .number(let text) = token.kind, let number = Int(text) else { throw unexpected() }
                modifiers.append(number)
                at += 1
            } while take(sign: ",")
            try expect(sign: ")")
        }
        if name == "timestamp" || name == "time" {
            if take("with", "time", "zone") { name += "tz" } else { _ = take("without", "time", "zone") }
        }
        if sees(sign: "[") || sees("array") { throw .notModelled("arrays", at: position) }
        if name == "char" || name == "character", modifiers.isEmpty { modifiers = [1] }
        return SQLTypeName(name: name, modifiers: modifiers, position: position)
    }

    mutating func primary() throws(PgError) -> SQLExpression {
        let position = token.position
        switch token.kind {
        case .number(let text):
            at += 1
            return .number(text)
        case .string(let text):
            at += 1
            return .string(text, at: position)
        case .parameter(let number):
            at += 1
            return .parameter(number, at: position)
        case .sign("("):
            at += 1
            if sees("select") || sees("with") || sees("values") {
                let nested = try query()
                try expect(sign: ")")
                return .scalar(nested, at: position)
            }
            let inner = try expression()
            if sees(sign: ",") { throw .notModelled("rows as values", at: position) }
            try expect(sign: ")")
            return inner
        case .quoted: return try reference()
        case .word(let word): return try primary(word, at: position)
        case .sign(let sign) where ["@", "~", "|/", "||/", "!!", "@-@", "?-", "?|", "#"].contains(sign):
            throw .notModelled("the operator \(sign)", at: position)
        default: throw unexpected()
        }
    }

    mutating func primary(_ word: String, at position: Int) throws(PgError) -> SQLExpression {
        switch word {
        case "null", "true", "false":
            at += 1
            return word == "null" ? .null : .bool(word == "true")
        case "case": return try choice()
        case "exists" where sees(sign: "(", after: 1):
            at += 2
            let nested = try query()
            try expect(sign: ")")
            return .exists(nested)
        case "cast":
            at += 1
            try expect(sign: "(")
            let value = try expression()
            try expect("as")
            let type = try type()
            try expect(sign: ")")
            return .cast(value, type)
        case "extract" where sees(sign: "(", after: 1):
            at += 2
            let field: String
            if case .string(let text) = token.kind {
                at += 1
                field = text
            } else {
                field = try label()
            }
            try expect("from")
            let value = try expression()
            try expect(sign: ")")
            return .extract(field, value, at: position)
        case "array", "row": throw .notModelled(word.uppercased(), at: position)
        case "current_date", "current_timestamp", "localtimestamp", "current_user", "session_user", "user",
            "current_role", "current_catalog",
            "current_schema", "current_time", "localtime":
            if sees(sign: "(", after: 1) {
                at += 1
                return try call(word, at: position)
            }
            at += 1
            return .call(SQLCall(name: word, arguments: [], position: position))
        case "trim" where sees(sign: "(", after: 1), "substring" where sees(sign: "(", after: 1),
            "position" where sees(sign: "(", after: 1), "overlay" where sees(sign: "(", after: 1):
            return try spoken(word, at: position)
        default: break
        }
        // A type before a text: date '2024-01-01'.
        if case .string(let text) = peek(1).kind, SQLType(name: word) != nil {
            at += 2
            return .cast(.string(text, at: position), SQLTypeName(name: word, position: position))
        }
        if word == "interval", case .string = peek(1).kind { throw .notModelled("intervals", at: position) }
        if ["left", "right", "replace"].contains(word), sees(sign: "(", after: 1) {
            at += 1
            return try call(word, at: position)
        }
        return try reference()
    }

    /// A column or a function.
    mutating func reference() throws(PgError) -> SQLExpression {
        let position = token.position
        var parts = [try name()]
        while sees(sign: "."), parts.count < 3 {
            at += 1
            if sees(sign: "*") { throw .notModelled("rows as values", at: position) }
            parts.append(try label())
        }
        if sees(sign: "(") { return try call(parts[parts.count - 1], at: position) }
        return .column(parts, at: position)
    }

    mutating func call(_ name: String, at position: Int) throws(PgError) -> SQLExpression {
        try expect(sign: "(")
        var call = SQLCall(name: name, arguments: [], position: position)
        if take(sign: "*") {
            call.isStar = true
        } else if !sees(sign: ")") {
            call.isDistinct = take("distinct")
            repeat {
                if sees("variadic") { throw .notModelled("VARIADIC", at: token.position) }
                call.arguments.append(try expression())
            } while take(sign: ",")
            if sees("order") { throw .notModelled("ORDER BY in an aggregate", at: token.position) }
        }
        try expect(sign: ")")
        if sees("within"), peek(1).kind == .word("group") {
            throw .notModelled("WITHIN GROUP", at: token.position)
        }
        if take("filter") {
            try expect(sign: "(")
            try expect("where")
            call.filter = try expression()
            try expect(sign: ")")
        }
        if take("over") {
            guard take(sign: "(") else { throw .notModelled("a named window", at: token.position) }
            var window = SQLWindow()
            if take("partition", "by") {
                repeat { window.partition.append(try expression()) } while take(sign: ",")
            }
            if take("order", "by") { window.order = try orders() }
            guard take(sign: ")") else { throw .notModelled("a window's frame", at: token.position) }
            call.window = window
        }
        return .call(call)
    }

    /// Functions whose arguments have words between them.
    mutating func spoken(_ name: String, at position: Int) throws(PgError) -> SQLExpression {
        at += 1
        try expect(sign: "(")
        var called = name
        var arguments: [SQLExpression] = []
        switch name {
        case "trim":
            called = take("leading") ? "ltrim" : take("trailing") ? "rtrim" : "btrim"
            _ = take("both")
            if !take("from") { arguments.append(try expression()) }
            if !arguments.isEmpty, take("from") {
                arguments.insert(try expression(), at: 0)
            } else if arguments.isEmpty {
                arguments.append(try expression())
            }
            if take(sign: ",") { arguments.append(try expression()) }
        case "substring":
            arguments.append(try expression())
            if take("from") { arguments.append(try expression()) }
            if take("for") {
                if arguments.count == 1 { arguments.append(.number("1")) }
                arguments.append(try expression())
            }
            while take(sign: ",") { arguments.append(try expression()) }
        case "position":
            let part = try sumOnly()
            try expect("in")
            arguments = [try expression(), part]
            called = "position"
        default: throw .notModelled("OVERLAY", at: position)
        }
        try expect(sign: ")")
        return .call(SQLCall(name: called, arguments: arguments, position: position))
    }

    mutating func sumOnly() throws(PgError) -> SQLExpression { try sum() }

    mutating func choice() throws(PgError) -> SQLExpression {
        try expect("case")
        let subject = sees("when") ? nil : try expression()
        var choices: [SQLChoice] = []
        while take("when") {
            let condition = try expression()
            try expect("then")
            choices.append(SQLChoice(condition: condition, result: try expression()))
        }
        guard !choices.isEmpty else { throw unexpected() }
        let otherwise = take("else") ? try expression() : nil
        try expect("end")
        return .choice(subject, choices, otherwise: otherwise)
    }
}
