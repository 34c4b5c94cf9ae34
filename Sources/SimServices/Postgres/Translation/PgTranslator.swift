/// Puts statements into SQLite's words, with types, casts and errors as the server has them.
struct PgTranslator {
    let catalogue: PgCatalogue
    let system: PgSystemTables
    var parameters: [Int: SQLType]
    var scopes: [PgScope] = []
    var commons: [(name: String, fields: [PgField])] = []
    var depth = 0

    init(system: PgSystemTables, parameters: [Int: SQLType] = [:]) {
        catalogue = system.catalogue
        self.system = system
        self.parameters = parameters
    }

    static func quoted(_ name: String) -> String { "\"" + name.split("\"").joined(separator: "\"\"") + "\"" }
    static func literal(_ text: String) -> String { "'" + text.split("'").joined(separator: "''") + "'" }

    // MARK: Types

    func type(_ name: SQLTypeName) throws(PgError) -> SQLType {
        guard let type = SQLType(name: name.name) else {
            let known = [
                "bytea", "interval", "inet", "cidr", "money", "xml", "point", "box", "tsvector", "tsquery",
                "int4range", "macaddr", "bit", "timetz", "regproc", "regtype", "char",
            ]
            if known.contains(name.name) { throw .notModelled("the type \(name.name)", at: name.position) }
            throw PgError("42704", "type \"\(name.name)\" does not exist", at: name.position)
        }
        return type
    }

    /// Decides what a text or parameter is.
    mutating func decided(_ value: PgTyped, as type: SQLType) throws(PgError) -> PgTyped {
        guard value.type == .unknown else { return value }
        if let parameter = value.parameter {
            parameters[parameter] = parameters[parameter] ?? type
            return PgTyped(value.sql, type, at: value.position)
        }
        guard let literal = value.literal else { return PgTyped(value.sql, type, at: value.position) }
        do throws(PgError) {
            return PgTyped(
                Self.sql(try PgCast.cast(.text(literal), from: .unknown, to: type)),
                type,
                at: value.position
            )
        } catch {
            var error = error
            error.position = value.position
            throw error
        }
    }

    static func sql(_ value: PgValue) -> String {
        switch value {
        case .null: "NULL"
        case .int(let number): number == Int.min ? "(-9223372036854775807-1)" : String(number)
        case .real(let number):
            number.isFinite ? "\(number)" : number.isNaN ? "NULL" : number < 0 ? "-9e999" : "9e999"
        case .text(let text): literal(text)
        }
    }

    /// A number as one of a wider type.
    func widened(_ value: PgTyped, to type: SQLType) -> PgTyped {
        guard value.type != type else { return value }
        if value.type == .bpchar, type.isText {
            return PgTyped("rtrim(\(value.sql), ' ')", type, at: value.position)
        }
        if value.type.isInteger, type.isInteger { return PgTyped(value.sql, type, at: value.position) }
        if type == .numeric {
            return PgTyped("(CAST(\(value.sql) AS TEXT) COLLATE pgnum)", type, at: value.position)
        }
        if type.isFloat { return PgTyped("CAST(\(value.sql) AS REAL)", type, at: value.position) }
        if value.type == .date, type == .timestamp {
            return PgTyped("(\(value.sql) || ' 00:00:00')", type, at: value.position)
        }
        if value.type == .date, type == .timestamptz {
            return PgTyped("(\(value.sql) || ' 00:00:00+00')", type, at: value.position)
        }
        if value.type == .timestamp, type == .timestamptz {
            return PgTyped("(\(value.sql) || '+00')", type, at: value.position)
        }
        return PgTyped(value.sql, type, at: value.position)
    }

    /// The type that both of two become by themselves; nil where there is none.
    static func common(_ one: SQLType, _ other: SQLType) -> SQLType? {
        if one == other { return one }
        if one == .unknown { return other }
        if other == .unknown { return one }
        if one.isNumber, other.isNumber { return one.rank >= other.rank ? one : other }
        if one.isText, other.isText { return .text }
        if one.isMoment, other.isMoment {
            return one == .timestamptz || other == .timestamptz ? .timestamptz : .timestamp
        }
        if (one == .json && other == .jsonb) || (one == .jsonb && other == .json) { return nil }
        if one == .regclass, other.isInteger { return other }
        return nil
    }

    /// Both sides as values of one type.
    mutating func unified(
        _ one: PgTyped,
        _ other: PgTyped,
        _ sign: String,
        at position: Int
    ) throws(PgError) -> (PgTyped, PgTyped, SQLType) {
        guard var type = Self.common(one.type, other.type) else {
            throw noOperator(sign, one.type, other.type, at: position)
        }
        if type == .unknown { type = .text }
        // Beside a varchar the blanks at the end don't count either; beside a text they do.
        if Set([one.type, other.type]) == [.bpchar, .varchar] { type = .bpchar }
        // A number that reads as one beside an integer column may be larger than it.
        let left = widened(try decided(one, as: type), to: type)
        let right = widened(try decided(other, as: type), to: type)
        return (left, right, type)
    }

    func noOperator(_ sign: String, _ one: SQLType, _ other: SQLType, at position: Int) -> PgError {
        PgError(
            "42883",
            "operator does not exist: \(one.spoken) \(sign) \(other.spoken)",
            hint:
                "No operator matches the given name and argument types. You might need to add explicit type casts.",
            at: position
        )
    }

    /// A cast that was asked for.
    mutating func cast(
        _ value: PgTyped,
        to type: SQLType,
        modifiers: [Int] = [],
        at position: Int? = nil
    ) throws(PgError) -> PgTyped {
        let plain = try decided(
            value,
            as: value.parameter == nil ? (value.type == .unknown ? type : value.type) : type
        )
        if plain.type == type, modifiers.isEmpty { return PgTyped(plain.sql, type, at: position) }
        if type == .regclass { return PgTyped(plain.sql, .regclass, at: position) }
        let allowed =
            plain.type == .unknown || type.isText || plain.type.isText || plain.type == type
            || (plain.type.isNumber && type.isNumber)
            || (plain.type.isMoment && type.isMoment) || (plain.type.isMoment && type == .time)
            || (plain.type == .bool && type == .int4)
            || (plain.type == .int4 && type == .bool)
            || [plain.type, type].allSatisfy { $0 == .json || $0 == .jsonb }
        guard allowed else {
            throw PgError("42846", "cannot cast type \(plain.type.spoken) to \(type.spoken)", at: position)
        }
        let extra = modifiers.map { ", \($0)" }.joined()
        var sql = "pg('cast', \(plain.sql), '\(plain.type.rawValue)', '\(type.rawValue)'\(extra))"
        // A text that is cast to a shorter one is cut in silence.
        if (type == .varchar || type == .bpchar), let length = modifiers.first {
            sql =
                "pg('truncated', pg('cast', \(plain.sql), '\(plain.type.rawValue)', '\(type.rawValue)'), \(length))"
        }
        if type == .bpchar, let length = modifiers.first {
            sql = "pg('cast', \(sql), 'bpchar', 'bpchar', \(length))"
        }
        return PgTyped(type.collation.isEmpty ? sql : "(\(sql)\(type.collation))", type, at: position)
    }

    /// A value as it is put into a column.
    mutating func assigned(_ value: PgTyped, to column: PgColumn) throws(PgError) -> String {
        let plain = try decided(value, as: column.type)
        let fits =
            plain.type == column.type || column.type.isText || (plain.type.isNumber && column.type.isNumber)
            || (plain.type.isMoment && column.type.isMoment)
        guard fits else {
            throw PgError(
                "42804",
                "column \"\(column.name)\" is of type \(column.type.spoken) but expression is of type \(plain.type.spoken)",
                hint: "You will need to rewrite or cast the expression.",
                at: value.position
            )
        }
        if plain.type == column.type, column.modifiers.isEmpty { return plain.sql }
        if plain.type.isInteger, column.type.isInteger, plain.type.rank <= column.type.rank {
            return plain.sql
        }
        let extra = column.modifiers.map { ", \($0)" }.joined()
        return "pg('cast', \(plain.sql), '\(plain.type.rawValue)', '\(column.type.rawValue)'\(extra))"
    }

    // MARK: Names

    func relation(_ name: SQLName) throws(PgError) -> PgRelation {
        if let schema = name.schema, schema != "public" { throw Self.missing(name) }
        guard let relation = catalogue.relations[name.name] else { throw Self.missing(name) }
        return relation
    }

    static func missing(_ name: SQLName) -> PgError {
        let shown = name.schema.map { "\($0).\(name.name)" } ?? name.name
        return PgError("42P01", "relation \"\(shown)\" does not exist", at: name.position)
    }

    mutating func column(_ parts: [String], at position: Int) throws(PgError) -> PgTyped {
        let name = parts[parts.count - 1]
        let table = parts.count > 1 ? parts[parts.count - 2] : nil
        for index in scopes.indices.reversed() {
            let scope = scopes[index]
            if let table, !scope.tables.contains(where: { $0.name == table }) { continue }
            let found = scope.tables.filter { table == nil || $0.name == table }.flatMap { place in
                place.columns.filter { $0.name == name && (table != nil || !place.merged.contains(name)) }.map
                { (place, $0) }
            }
            guard found.count <= 1 else {
                throw PgError("42702", "column reference \"\(name)\" is ambiguous", at: position)
            }
            guard let (place, column) = found.first else {
                if let table {
                    throw PgError("42703", "column \(table).\(name) does not exist", at: position)
                }
                continue
            }
            if let groups = scope.groups, !scope.isInAggregate, !groups.contains(column.sql),
                scope.violation == nil
            {
                let isDetermined =
                    !place.key.isEmpty
                    && place.key.allSatisfy { key in
                        place.columns.contains { $0.name == key && groups.contains($0.sql) }
                    }
                if !isDetermined { scopes[index].violation = ("\(place.name).\(name)", position) }
            }
            return PgTyped(column.sql, column.type, at: position)
        }
        if let table {
            throw PgError("42P01", "missing FROM-clause entry for table \"\(table)\"", at: position)
        }
        throw PgError("42703", "column \"\(name)\" does not exist", at: position)
    }

    /// Goes a level deeper.
    mutating func deeper<Result>(
        _ body: (inout PgTranslator) throws(PgError) -> Result
    ) throws(PgError) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth < 150 else { throw PgError("54001", "stack depth limit exceeded") }
        return try body(&self)
    }
}
