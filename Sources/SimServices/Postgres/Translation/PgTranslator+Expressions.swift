extension PgTranslator {
    mutating func expression(_ value: SQLExpression) throws(PgError) -> PgTyped {
        try deeper { translator throws(PgError) in
            let scope = translator.scopes.count - 1
            let before = scope >= 0 ? translator.scopes[scope].violation : nil
            let result = try translator.plain(value)
            // What is grouped by as a whole may hold any column.
            if scope >= 0, let groups = translator.scopes[scope].groups, groups.contains(result.sql) {
                translator.scopes[scope].violation = before
            }
            return result
        }
    }

    private mutating func plain(_ value: SQLExpression) throws(PgError) -> PgTyped {
        switch value {
        case .null: return PgTyped("NULL", .unknown)
        case .bool(let flag): return PgTyped(flag ? "1" : "0", .bool)
        case .number(let text): return try number(text)
        case .string(let text, let position):
            return PgTyped(Self.literal(text), .unknown, literal: text, at: position)
        case .parameter(let number, let position):
            let type = parameters[number] ?? .unknown
            return PgTyped("?\(number)", type, parameter: type == .unknown ? number : nil, at: position)
        case .column(let parts, let position): return try column(parts, at: position)
        case .unary(let sign, let value, let position): return try unary(sign, value, at: position)
        case .binary(let sign, let left, let right, let position):
            return try binary(sign, left, right, at: position)
        case .cast(let value, let name):
            let type = try type(name)
            return try cast(try expression(value), to: type, modifiers: name.modifiers, at: name.position)
        case .call(let call): return try self.call(call)
        case .choice(let subject, let choices, let otherwise): return try choice(subject, choices, otherwise)
        case .inList(let value, let list, let isNegated, let position):
            let conditions = try list.map { one throws(PgError) in
                try condition(.binary("=", value, one, at: position))
            }
            let sql = "(" + conditions.joined(separator: " OR ") + ")"
            return PgTyped(isNegated ? "(NOT \(sql))" : sql, .bool)
        case .inQuery(let value, let query, let isNegated, let position):
            let left = try expression(value)
            let (sql, fields) = try self.query(query)
            guard fields.count == 1 else {
                throw PgError("42601", "subquery has too many columns", at: position)
            }
            guard let type = Self.common(left.type, fields[0].type) else {
                throw noOperator("=", left.type, fields[0].type, at: position)
            }
            let side = widened(try decided(left, as: type), to: type).sql + type.collation
            var rows = sql
            if fields[0].type == .bpchar, type != .bpchar {
                rows = "SELECT rtrim(\(Self.quoted(fields[0].name)), ' ') FROM (\(sql))"
            }
            return PgTyped("(\(side) \(isNegated ? "NOT " : "")IN (\(rows)))", .bool)
        case .between(let value, let low, let high, let isNegated, let position):
            let from = try condition(.binary(">=", value, low, at: position))
            let to = try condition(.binary("<=", value, high, at: position))
            return PgTyped("(\(isNegated ? "NOT " : "")(\(from) AND \(to)))", .bool)
        case .like(let value, let pattern, let ignoresCase, let isNegated, let position):
            let left = try expression(value)
            let right = try decided(try expression(pattern), as: .text)
            let text = try decided(left, as: .text)
            guard text.type.isText, right.type.isText else {
                throw noOperator(ignoresCase ? "~~*" : "~~", text.type, right.type, at: position)
            }
            return PgTyped(
                "(\(isNegated ? "NOT " : "")pg('like', \(text.sql), \(right.sql), \(ignoresCase ? 1 : 0)))",
                .bool
            )
        case .isNull(let value, let isNegated):
            let plain = try decided(try expression(value), as: .text)
            return PgTyped("(\(plain.sql) IS \(isNegated ? "NOT " : "")NULL)", .bool)
        case .isTruth(let value, let truth, let isNegated):
            let sql = try condition(value)
            return PgTyped(
                "(\(sql) IS \(isNegated ? "NOT " : "")\(truth.map { $0 ? "TRUE" : "FALSE" } ?? "NULL"))",
                .bool
            )
        case .isDistinct(let left, let right, let isNegated, let position):
            let (one, other, type) = try unified(
                try expression(left),
                try expression(right),
                "=",
                at: position
            )
            return PgTyped("(\(one.sql)\(type.collation) IS \(isNegated ? "" : "NOT ")\(other.sql))", .bool)
        case .exists(let query): return PgTyped("EXISTS (\(try self.query(query).sql))", .bool)
        case .scalar(let query, let position):
            let (sql, fields) = try self.query(query)
            guard fields.count == 1 else {
                throw PgError("42601", "subquery must return only one column", at: position)
            }
            return PgTyped(
                Self.isSingle(query) ? "(\(sql))" : Self.single(sql, fields[0]),
                fields[0].type == .unknown ? .text : fields[0].type,
                at: position
            )
        case .extract(let field, let value, let position):
            let moment = try decided(try expression(value), as: .timestamptz)
            guard moment.type.isMoment else {
                throw .notModelled("extract from \(moment.type.spoken)", at: position)
            }
            return PgTyped(
                "(pg('extract', \(Self.literal(field)), \(moment.sql)) COLLATE pgnum)",
                .numeric,
                at: position
            )
        case .default(let position):
            throw PgError("42601", "DEFAULT is not allowed in this context", at: position)
        }
    }

    private func number(_ text: String) throws(PgError) -> PgTyped {
        if let number = Int(text) {
            return PgTyped(Self.sql(.int(number)), PgCast.bounds(of: .int4).contains(number) ? .int4 : .int8)
        }
        guard let decimal = PgDecimal(text) else { throw .notModelled("numeric beyond 38 digits") }
        return PgTyped("(\(Self.literal(decimal.text)) COLLATE pgnum)", .numeric)
    }

    /// A value that is true or false.
    mutating func condition(
        _ value: SQLExpression,
        in place: String = "argument of AND"
    ) throws(PgError) -> String {
        let plain = try decided(try expression(value), as: .bool)
        guard plain.type == .bool else {
            throw PgError(
                "42804",
                "\(place) must be type boolean, not type \(plain.type.spoken)",
                at: plain.position
            )
        }
        return plain.sql
    }

    private mutating func unary(
        _ sign: String,
        _ value: SQLExpression,
        at position: Int
    ) throws(PgError) -> PgTyped {
        if sign == "NOT" { return PgTyped("(NOT \(try condition(value, in: "argument of NOT")))", .bool) }
        let plain = try decided(try expression(value), as: .float8)
        guard plain.type.isNumber else {
            throw PgError(
                "42883",
                "operator does not exist: - \(plain.type.spoken)",
                hint:
                    "No operator matches the given name and argument type. You might need to add an explicit type cast.",
                at: position
            )
        }
        if plain.type == .numeric {
            return PgTyped("(pg('nneg', \(plain.sql)) COLLATE pgnum)", .numeric, at: position)
        }
        return PgTyped("(-\(plain.sql))", plain.type, at: position)
    }

    private mutating func binary(
        _ sign: String,
        _ left: SQLExpression,
        _ right: SQLExpression,
        at position: Int
    ) throws(PgError) -> PgTyped {
        if sign == "AND" || sign == "OR" {
            let one = try condition(left, in: "argument of \(sign)")
            return PgTyped(
                "(\(one) \(sign) \(try condition(right, in: "argument of \(sign)")))",
                .bool,
                at: position
            )
        }
        let one = try expression(left)
        let other = try expression(right)
        switch sign {
        case "=", "<", ">", "<=", ">=", "<>":
            let (a, b, type) = try unified(one, other, sign, at: position)
            guard type != .json else { throw noOperator(sign, one.type, other.type, at: position) }
            return PgTyped("(\(a.sql)\(type.collation) \(sign) \(b.sql))", .bool, at: position)
        case "||":
            let types = [one.type, other.type]
            guard !types.contains(.jsonb) || !types.allSatisfy({ $0 == .jsonb || $0 == .unknown }) else {
                throw .notModelled("the operator || of jsonb", at: position)
            }
            let a = try text(one)
            return PgTyped("(\(a) || \(try text(other)))", .text, at: position)
        case "+", "-", "*", "/", "%", "^": return try arithmetic(sign, one, other, at: position)
        case "->", "->>":
            guard one.type == .json || one.type == .jsonb else {
                throw noOperator(sign, one.type, other.type, at: position)
            }
            let key = other.type == .unknown ? try decided(other, as: .text) : other
            let plain = "(\(one.sql) \(sign) \(key.sql))"
            // SQLite leaves out the blanks of what it takes out.
            if sign == "->" { return PgTyped("pg('spaced', \(plain))", one.type, at: position) }
            let isWhole = "json_type(\(one.sql) -> \(key.sql)) IN ('object', 'array')"
            return PgTyped(
                "(CASE WHEN \(isWhole) THEN pg('spaced', \(plain)) ELSE \(plain) END)",
                .text,
                at: position
            )
        case "~", "!~", "~*", "!~*": return try pattern(sign, one, other, at: position)
        default: throw .notModelled("the operator \(sign)", at: position)
        }
    }

    /// Patterns without signs of regular expressions but for `^`, `$` and one pair of brackets around all.
    private mutating func pattern(
        _ sign: String,
        _ one: PgTyped,
        _ other: PgTyped,
        at position: Int
    ) throws(PgError) -> PgTyped {
        guard var literal = other.literal else { throw .notModelled("regular expressions", at: position) }
        let isStart = literal.hasPrefix("^")
        if isStart { literal.removeFirst() }
        let isEnd = literal.hasSuffix("$")
        if isEnd { literal.removeLast() }
        if literal.hasPrefix("("), literal.hasSuffix(")") { literal = String(literal.dropFirst().dropLast()) }
        guard !literal.contains(where: { ".*+?()[]{}|\\^$".contains($0) }) else {
            throw .notModelled("regular expressions", at: position)
        }
        let escaped = literal.map { "%_".contains($0) ? "\\\($0)" : String($0) }.joined()
        let shape = Self.literal((isStart ? "" : "%") + escaped + (isEnd ? "" : "%"))
        let text = try decided(one, as: .text)
        return PgTyped(
            "(\(sign.hasPrefix("!") ? "NOT " : "")pg('like', \(text.sql), \(shape), \(sign.hasSuffix("*") ? 1 : 0)))",
            .bool,
            at: position
        )
    }

    /// As a text, whatever it is.
    mutating func text(_ value: PgTyped) throws(PgError) -> String {
        let plain = try decided(value, as: .text)
        return plain.type.isText && plain.type != .bpchar ? plain.sql : try cast(plain, to: .text).sql
    }

    private mutating func arithmetic(
        _ sign: String,
        _ one: PgTyped,
        _ other: PgTyped,
        at position: Int
    ) throws(PgError) -> PgTyped {
        if one.type == .date, sign == "+" || sign == "-", other.type.isInteger {
            return PgTyped(
                "pg('date_add', \(one.sql), \(sign == "-" ? "-" : "")\(other.sql))",
                .date,
                at: position
            )
        }
        if one.type == .date, other.type == .date, sign == "-" {
            return PgTyped("pg('date_diff', \(one.sql), \(other.sql))", .int4, at: position)
        }
        if one.type == .jsonb, sign == "-" { throw .notModelled("the operator - of jsonb", at: position) }
        if one.type.isMoment, other.type.isMoment, sign == "-" {
            throw .notModelled("intervals", at: position)
        }
        let (a, b, type) = try unified(one, other, sign, at: position)
        guard type.isNumber, type != .oid || sign == "+" else {
            throw noOperator(sign, one.type, other.type, at: position)
        }
        if sign == "^" {
            return PgTyped(
                "pg('power', \(widened(a, to: .float8).sql), \(widened(b, to: .float8).sql))",
                .float8,
                at: position
            )
        }
        if type == .numeric {
            return PgTyped("(pg('num', '\(sign)', \(a.sql), \(b.sql)) COLLATE pgnum)", .numeric, at: position)
        }
        if type.isFloat {
            if sign == "/" { return PgTyped("pg('fdiv', \(a.sql), \(b.sql))", type, at: position) }
            guard sign != "%" else { throw noOperator(sign, one.type, other.type, at: position) }
            return PgTyped("(\(a.sql) \(sign) \(b.sql))", type, at: position)
        }
        let sql =
            sign == "/"
            ? "pg('div', \(a.sql), \(b.sql))"
            : sign == "%" ? "pg('mod', \(a.sql), \(b.sql))" : "(\(a.sql) \(sign) \(b.sql))"
        return PgTyped(
            "pg('\(type == .int2 ? "int2" : type == .int8 ? "int8" : "int4")', \(sql))",
            type == .oid ? .int8 : type,
            at: position
        )
    }

    private mutating func choice(
        _ subject: SQLExpression?,
        _ choices: [SQLChoice],
        _ otherwise: SQLExpression?
    ) throws(PgError) -> PgTyped {
        var results = try choices.map { one throws(PgError) in try expression(one.result) }
        if let otherwise { results.append(try expression(otherwise)) }
        let (values, type) = try alike(results, "CASE")
        var sql = "(CASE"
        for (index, one) in choices.enumerated() {
            let test: String
            if let subject {
                test = try condition(.binary("=", subject, one.condition, at: 1))
            } else {
                test = try condition(one.condition, in: "argument of CASE/WHEN")
            }
            sql += " WHEN \(test) THEN \(values[index])"
        }
        if otherwise != nil { sql += " ELSE \(values[values.count - 1])" }
        return PgTyped(sql + " END)", type)
    }

    /// Values of one type.
    mutating func alike(_ values: [PgTyped], _ place: String) throws(PgError) -> ([String], SQLType) {
        var type = SQLType.unknown
        for value in values {
            guard let next = Self.common(type, value.type) else {
                throw PgError(
                    "42804",
                    "\(place) types \(type.spoken) and \(value.type.spoken) cannot be matched",
                    at: value.position
                )
            }
            type = next
        }
        if type == .unknown { type = .text }
        var result: [String] = []
        for value in values { result.append(widened(try decided(value, as: type), to: type).sql) }
        return (result, type)
    }
}
