/// A value in SQLite's words, with its type.
struct PgTyped {
    var sql: String
    var type: SQLType
    /// A text whose type isn't decided.
    var literal: String?
    var parameter: Int?
    var position: Int?

    init(
        _ sql: String,
        _ type: SQLType,
        literal: String? = nil,
        parameter: Int? = nil,
        at position: Int? = nil
    ) {
        self.sql = sql
        self.type = type
        self.literal = literal
        self.parameter = parameter
        self.position = position
    }
}

/// A column of a result.
struct PgField: Hashable, Sendable {
    var name: String
    var type: SQLType
}

/// What names stand for inside a SELECT.
struct PgScope {
    struct Table {
        var name: String
        var columns: [(name: String, type: SQLType, sql: String)]
        /// The relation's primary key, for what may stand beside GROUP BY.
        var key: [String] = []
        /// Names that USING merged into another table's.
        var merged: Set<String> = []
    }

    var tables: [Table] = []
    /// The SQL of what is grouped by; nil where nothing is.
    var groups: Set<String>?
    var isInAggregate = false
    /// The first column that stands outside the groups.
    var violation: (name: String, position: Int)?
}

/// A statement in SQLite's words.
struct PgPlan {
    var sql: String
    var fields: [PgField] = []
    var parameters: [Int: SQLType] = [:]
    /// The command as CommandComplete names it, such as INSERT.
    var tag: String
    var writes = false
    var returnsRows = false
    /// The relation that is changed.
    var target: String?
    /// The columns and rows of an INSERT of VALUES, for what an error says of them.
    var inserted: (columns: [String], rows: [[String]])?
}
