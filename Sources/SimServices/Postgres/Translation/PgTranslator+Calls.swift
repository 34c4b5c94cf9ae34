extension PgTranslator {
    static let aggregates: Set<String> = [
        "count", "sum", "avg", "min", "max", "string_agg", "bool_and", "bool_or", "every",
    ]
    private static let windows: Set<String> = [
        "row_number", "rank", "dense_rank", "lag", "lead", "first_value", "last_value", "ntile",
        "percent_rank", "cume_dist",
    ]
    /// Those of a value for each row; a call of them that doesn't fit is one of a function that doesn't exist.
    static let modelled: Set<String> = [
        "now", "current_timestamp", "transaction_timestamp", "statement_timestamp", "clock_timestamp",
        "localtimestamp", "current_date", "version", "current_user", "session_user", "user", "current_role",
        "current_database", "current_catalog", "pg_backend_pid", "random", "gen_random_uuid", "lastval",
        "current_schema", "nextval", "currval", "setval", "pg_sleep", "pg_table_is_visible",
        "pg_get_userbyid", "pg_encoding_to_char", "current_setting", "pg_typeof", "coalesce", "greatest",
        "least", "nullif", "abs", "round", "ceil", "ceiling", "floor", "mod", "sqrt", "power", "pow",
        "date_part", "lower", "upper", "length", "char_length", "character_length", "octet_length", "substr",
        "substring", "left", "right", "lpad", "rpad", "repeat", "reverse", "initcap", "replace", "split_part",
        "strpos", "position", "btrim", "trim", "ltrim", "rtrim", "md5", "chr", "ascii", "starts_with",
        "concat", "concat_ws",
    ]

    /// Whether the real server has a function that isn't modelled.
    private static func isUnmodelled(_ name: String) -> Bool {
        PgBuiltins.functions.contains(name) && !modelled.contains(name)
    }

    mutating func call(_ call: SQLCall) throws(PgError) -> PgTyped {
        if Self.aggregates.contains(call.name) || Self.windows.contains(call.name) {
            return try aggregate(call)
        }
        guard call.window == nil, call.filter == nil, !call.isDistinct, !call.isStar else {
            if Self.isUnmodelled(call.name) {
                throw .notModelled("the function \(call.name)", at: call.position)
            }
            throw PgError("42809", "\(call.name) is not an aggregate function", at: call.position)
        }
        let values = try call.arguments.map { one throws(PgError) in try expression(one) }
        if let result = try session(call, values) { return result }
        if let result = try arithmetic(call, values) { return result }
        if let result = try texts(call, values) { return result }
        if Self.isUnmodelled(call.name) {
            throw .notModelled("the function \(call.name)", at: call.position)
        }
        throw noFunction(call, values)
    }

    func noFunction(_ call: SQLCall, _ values: [PgTyped]) -> PgError {
        let types = values.map { $0.type == .unknown ? "unknown" : $0.type.spoken }.joined(separator: ", ")
        return PgError(
            "42883",
            "function \(call.name)(\(types)) does not exist",
            hint:
                "No function matches the given name and argument types. You might need to add explicit type casts.",
            at: call.position
        )
    }

    private mutating func aggregate(_ call: SQLCall) throws(PgError) -> PgTyped {
        guard let index = scopes.indices.last else {
            throw PgError("42803", "aggregate functions are not allowed here", at: call.position)
        }
        let isAggregate = Self.aggregates.contains(call.name)
        if isAggregate, call.window == nil, scopes[index].isInAggregate {
            throw PgError("42803", "aggregate function calls cannot be nested", at: call.position)
        }
        if isAggregate, call.window == nil, scopes[index].groups == nil {
            throw PgError("42803", "aggregate functions are not allowed in WHERE", at: call.position)
        }
        let wasInside = scopes[index].isInAggregate
        if call.window == nil { scopes[index].isInAggregate = true }
        defer { scopes[index].isInAggregate = wasInside }
        var values = try call.arguments.map { one throws(PgError) in try expression(one) }
        let filter =
            try call.filter.map { one throws(PgError) in
                " FILTER (WHERE \(try condition(one, in: "argument of FILTER")))"
            } ?? ""
        var suffix = filter
        if let window = call.window { suffix += try over(window) }
        let distinct = call.isDistinct ? "DISTINCT " : ""
        if call.name == "count" {
            guard call.isStar || values.count == 1 else { throw noFunction(call, values) }
            return PgTyped(
                "count(\(call.isStar ? "*" : distinct + (try decided(values[0], as: .text)).sql))\(suffix)",
                .int8
            )
        }
        if !isAggregate { return try ranking(call, values, suffix) }
        guard values.count == (call.name == "string_agg" ? 2 : 1) else { throw noFunction(call, values) }
        values[0] = try decided(values[0], as: .text)
        let (value, type) = (values[0].sql, values[0].type)
        switch call.name {
        case "min", "max":
            guard type != .bool, type != .json, type != .jsonb, type != .uuid else {
                throw noFunction(call, values)
            }
            return PgTyped(
                type == .numeric
                    ? "(\(call.name)(\(value) COLLATE pgnum)\(suffix) COLLATE pgnum)"
                    : "\(call.name)(\(value))\(suffix)",
                type.isText && type != .bpchar ? .text : type
            )
        case "sum":
            guard type.isNumber else { throw noFunction(call, values) }
            if type.isFloat { return PgTyped("sum(\(distinct)\(value))\(suffix)", type) }
            if type == .int2 || type == .int4 { return PgTyped("sum(\(distinct)\(value))\(suffix)", .int8) }
            if call.window != nil { throw .notModelled("sums of numeric over a window", at: call.position) }
            return PgTyped("(pgsum(\(distinct)\(value))\(suffix) COLLATE pgnum)", .numeric)
        case "avg":
            guard type.isNumber else { throw noFunction(call, values) }
            if type.isFloat { return PgTyped("avg(\(distinct)\(value))\(suffix)", .float8) }
            if call.window != nil { throw .notModelled("averages over a window", at: call.position) }
            return PgTyped("(pgavg(\(distinct)\(value))\(suffix) COLLATE pgnum)", .numeric)
        case "string_agg":
            let separator = try text(values[1])
            guard type.isText, distinct.isEmpty else {
                throw distinct.isEmpty
                    ? noFunction(call, values) : .notModelled("string_agg(DISTINCT …)", at: call.position)
            }
            return PgTyped("group_concat(\(try text(values[0])), \(separator))\(suffix)", .text)
        default:
            guard type == .bool else { throw noFunction(call, values) }
            return PgTyped("\(call.name == "bool_or" ? "max" : "min")(\(value))\(suffix)", .bool)
        }
    }

    private mutating func ranking(
        _ call: SQLCall,
        _ values: [PgTyped],
        _ suffix: String
    ) throws(PgError) -> PgTyped {
        guard call.window != nil else {
            throw PgError("42809", "window function \(call.name) requires an OVER clause", at: call.position)
        }
        var arguments: [String] = []
        for value in values { arguments.append(try decided(value, as: .text).sql) }
        let sql = "\(call.name)(\(arguments.joined(separator: ", ")))\(suffix)"
        switch call.name {
        case "row_number", "rank", "dense_rank": return PgTyped(sql, .int8)
        case "ntile": return PgTyped(sql, .int4)
        case "percent_rank", "cume_dist": return PgTyped(sql, .float8)
        default:
            guard let first = values.first else { throw noFunction(call, values) }
            return PgTyped(sql, first.type == .unknown ? .text : first.type)
        }
    }

    private mutating func over(_ window: SQLWindow) throws(PgError) -> String {
        var parts: [String] = []
        if !window.partition.isEmpty {
            let keys = try window.partition.map { one throws(PgError) in try expression(one).sql }
            parts.append("PARTITION BY \(keys.joined(separator: ", "))")
        }
        if !window.order.isEmpty {
            let keys = try window.order.map { one throws(PgError) in
                Self.direction(one, try expression(one.expression).sql)
            }
            parts.append("ORDER BY \(keys.joined(separator: ", "))")
        }
        return " OVER (\(parts.joined(separator: " ")))"
    }

    /// A sort key, with NULL where the server has it.
    static func direction(_ order: SQLOrder, _ sql: String) -> String {
        let isFirst = order.nullsFirst ?? order.isDescending
        return "\(sql) \(order.isDescending ? "DESC" : "ASC") NULLS \(isFirst ? "FIRST" : "LAST")"
    }

    private mutating func session(_ call: SQLCall, _ values: [PgTyped]) throws(PgError) -> PgTyped? {
        let moments: [String: (String, SQLType)] = [
            "now": ("now", .timestamptz), "current_timestamp": ("now", .timestamptz),
            "transaction_timestamp": ("now", .timestamptz),
            "statement_timestamp": ("now", .timestamptz),
            "clock_timestamp": ("clock_timestamp", .timestamptz),
            "localtimestamp": ("localtimestamp", .timestamp), "current_date": ("current_date", .date),
            "version": ("version", .text),
            "current_user": ("current_user", .name), "session_user": ("current_user", .name),
            "user": ("current_user", .name),
            "current_role": ("current_user", .name), "current_database": ("current_database", .name),
            "current_catalog": ("current_database", .name),
            "pg_backend_pid": ("pg_backend_pid", .int4), "random": ("random", .float8),
            "gen_random_uuid": ("gen_random_uuid", .uuid),
            "lastval": ("lastval", .int8),
        ]
        if values.isEmpty, let (name, type) = moments[call.name] {
            return PgTyped("pg('\(name)')", type, at: call.position)
        }
        switch (call.name, values.count) {
        case ("current_schema", 0): return PgTyped("'public'", .name)
        case ("nextval", 1), ("currval", 1):
            return PgTyped(
                "pg('\(call.name)', \(try decided(values[0], as: .text).sql))",
                .int8,
                at: call.position
            )
        case ("setval", 2), ("setval", 3):
            var arguments = [try decided(values[0], as: .text).sql, try decided(values[1], as: .int8).sql]
            if values.count == 3 { arguments.append(try decided(values[2], as: .bool).sql) }
            return PgTyped("pg('setval', \(arguments.joined(separator: ", ")))", .int8, at: call.position)
        case ("pg_sleep", 1):
            return PgTyped(
                "pg('pg_sleep', \(try decided(values[0], as: .float8).sql))",
                .void,
                at: call.position
            )
        case ("pg_table_is_visible", 1): return PgTyped("1", .bool)
        case ("pg_get_userbyid", 1):
            var sql = "CASE \(values[0].sql)"
            for role in system.roles { sql += " WHEN \(role.oid) THEN \(Self.literal(role.name))" }
            return PgTyped("(\(sql) ELSE 'unknown (OID=' || \(values[0].sql) || ')' END)", .name)
        case ("pg_encoding_to_char", 1): return PgTyped("'UTF8'", .name)
        case ("array_to_string", 2): return PgTyped(values[0].sql, .text)
        case ("current_setting", 1):
            return PgTyped("pg('setting', \(try decided(values[0], as: .text).sql))", .text)
        case ("current_setting", 2):
            let (name, isLax) = (try decided(values[0], as: .text).sql, try decided(values[1], as: .bool).sql)
            return PgTyped("pg('setting', \(name), \(isLax))", .text)
        case ("pg_typeof", 1):
            return PgTyped(
                Self.literal(values[0].type == .unknown ? "unknown" : values[0].type.spoken),
                .text
            )
        default: return nil
        }
    }

    private mutating func arithmetic(_ call: SQLCall, _ values: [PgTyped]) throws(PgError) -> PgTyped? {
        switch (call.name, values.count) {
        case ("coalesce", 1...), ("greatest", 1...), ("least", 1...):
            let (all, type) = try alike(values, call.name.uppercased())
            let list = all.joined(separator: ", ")
            if call.name == "coalesce" {
                return all.count == 1 ? PgTyped(all[0], type) : PgTyped("coalesce(\(list))", type)
            }
            return PgTyped("pg('\(call.name)', \(type == .numeric ? 1 : 0), \(list))", type)
        case ("nullif", 2):
            let (one, other, type) = try unified(values[0], values[1], "=", at: call.position)
            return PgTyped("nullif(\(one.sql)\(type.collation), \(other.sql))", type)
        case ("abs", 1), ("round", 1), ("ceil", 1), ("ceiling", 1), ("floor", 1):
            let value = try decided(values[0], as: .float8)
            guard value.type.isNumber else { return nil }
            let name = call.name == "ceiling" ? "ceil" : call.name
            if name == "abs", value.type != .numeric { return PgTyped("abs(\(value.sql))", value.type) }
            if value.type == .numeric {
                return PgTyped("(pg('n\(name)', \(value.sql)) COLLATE pgnum)", .numeric)
            }
            return PgTyped("pg('f\(name)', \(widened(value, to: .float8).sql))", .float8)
        case ("round", 2):
            let value = try decided(values[0], as: .numeric)
            guard value.type == .numeric || value.type.isInteger else { return nil }
            return PgTyped(
                "(pg('nround', \(widened(value, to: .numeric).sql), \(try decided(values[1], as: .int4).sql)) COLLATE pgnum)",
                .numeric
            )
        case ("mod", 2):
            let (one, other, type) = try unified(values[0], values[1], "%", at: call.position)
            if type == .numeric {
                return PgTyped("(pg('num', '%', \(one.sql), \(other.sql)) COLLATE pgnum)", .numeric)
            }
            return type.isInteger ? PgTyped("pg('mod', \(one.sql), \(other.sql))", type) : nil
        case ("sqrt", 1):
            return PgTyped(
                "pg('sqrt', \(widened(try decided(values[0], as: .float8), to: .float8).sql))",
                .float8
            )
        case ("power", 2), ("pow", 2):
            let one = widened(try decided(values[0], as: .float8), to: .float8)
            return PgTyped(
                "pg('power', \(one.sql), \(widened(try decided(values[1], as: .float8), to: .float8).sql))",
                .float8
            )
        case ("date_trunc", 2):
            let moment = try decided(values[1], as: .timestamptz)
            let whole = moment.type == .date ? widened(moment, to: .timestamptz) : moment
            return PgTyped("pg('date_trunc', \(try text(values[0])), \(whole.sql))", whole.type)
        case ("date_part", 2):
            return PgTyped(
                "CAST(pg('extract', \(try text(values[0])), \(try decided(values[1], as: .timestamptz).sql)) AS REAL)",
                .float8
            )
        default: return nil
        }
    }

    private mutating func texts(_ call: SQLCall, _ values: [PgTyped]) throws(PgError) -> PgTyped? {
        /// The kinds of arguments (t, i), how many must be there, and what comes out.
        let signatures: [String: (String, Int, SQLType)] = [
            "lower": ("t", 1, .text), "upper": ("t", 1, .text), "length": ("t", 1, .int4),
            "char_length": ("t", 1, .int4),
            "character_length": ("t", 1, .int4), "octet_length": ("t", 1, .int4), "substr": ("tii", 2, .text),
            "substring": ("tii", 2, .text),
            "left": ("ti", 2, .text), "right": ("ti", 2, .text), "lpad": ("tit", 2, .text),
            "rpad": ("tit", 2, .text),
            "repeat": ("ti", 2, .text), "reverse": ("t", 1, .text), "initcap": ("t", 1, .text),
            "replace": ("ttt", 3, .text),
            "split_part": ("tti", 3, .text), "strpos": ("tt", 2, .int4), "position": ("tt", 2, .int4),
            "btrim": ("tt", 1, .text), "trim": ("tt", 1, .text),
            "ltrim": ("tt", 1, .text), "rtrim": ("tt", 1, .text), "md5": ("t", 1, .text),
            "chr": ("i", 1, .text), "ascii": ("t", 1, .int4),
            "starts_with": ("tt", 2, .bool),
        ]
        if call.name == "concat" || call.name == "concat_ws" {
            var all: [String] = []
            for value in values { all.append(try text(value)) }
            return PgTyped("pg('\(call.name)', \(all.joined(separator: ", ")))", .text)
        }
        guard let (kinds, least, type) = signatures[call.name], (least...kinds.count).contains(values.count)
        else { return nil }
        var arguments: [String] = []
        for (kind, value) in zip(kinds, values) {
            let isPattern = value.type.isText || (value.literal.map { Int($0.trimmed) == nil } ?? false)
            if kind == "i", isPattern, call.name == "substring" {
                throw .notModelled("regular expressions", at: call.position)
            }
            let plain = try decided(value, as: kind == "t" ? .text : .int4)
            guard kind == "t" ? plain.type.isText : plain.type.isInteger else { return nil }
            // Blanks that fill a text up count for its bytes alone.
            let isTrimmed = plain.type == .bpchar && call.name != "octet_length"
            arguments.append(isTrimmed ? try text(plain) : plain.sql)
        }
        let names = [
            "char_length": "length", "character_length": "length", "substring": "substr",
            "position": "strpos", "trim": "btrim",
        ]
        return PgTyped("pg('\(names[call.name] ?? call.name)', \(arguments.joined(separator: ", ")))", type)
    }
}
