/// A type as a statement names it.
struct SQLTypeName: Hashable, Sendable {
    var name: String
    /// Such as the 10 and 2 of `numeric(10,2)`.
    var modifiers: [Int] = []
    var position: Int
}

/// A value that a statement computes.
indirect enum SQLExpression: Sendable {
    case null
    case bool(Bool)
    /// A number as it stands there.
    case number(String)
    case string(String, at: Int)
    case parameter(Int, at: Int)
    /// Up to three names.
    case column([String], at: Int)
    case unary(String, SQLExpression, at: Int)
    case binary(String, SQLExpression, SQLExpression, at: Int)
    case cast(SQLExpression, SQLTypeName)
    case call(SQLCall)
    case choice(SQLExpression?, [SQLChoice], otherwise: SQLExpression?)
    case inList(SQLExpression, [SQLExpression], isNegated: Bool, at: Int)
    case inQuery(SQLExpression, SQLQuery, isNegated: Bool, at: Int)
    case between(SQLExpression, SQLExpression, SQLExpression, isNegated: Bool, at: Int)
    case like(SQLExpression, SQLExpression, ignoresCase: Bool, isNegated: Bool, at: Int)
    case isNull(SQLExpression, isNegated: Bool)
    /// nil: unknown.
    case isTruth(SQLExpression, Bool?, isNegated: Bool)
    case isDistinct(SQLExpression, SQLExpression, isNegated: Bool, at: Int)
    case exists(SQLQuery)
    case scalar(SQLQuery, at: Int)
    case extract(String, SQLExpression, at: Int)
    case `default`(at: Int)
}

extension SQLExpression {
    /// Where it stands, for what keeps its place.
    var position: Int? {
        switch self {
        case .string(_, let position), .parameter(_, let position), .column(_, let position),
            .unary(_, _, let position),
            .binary(_, _, _, let position), .scalar(_, let position), .extract(_, _, let position),
            .default(let position):
            position
        case .call(let call): call.position
        default: nil
        }
    }
}

struct SQLChoice: Sendable {
    var condition: SQLExpression
    var result: SQLExpression
}

/// A function with what it is called with.
struct SQLCall: Sendable {
    var name: String
    var arguments: [SQLExpression]
    var isStar = false
    var isDistinct = false
    var filter: SQLExpression?
    var window: SQLWindow?
    var position: Int
}

struct SQLWindow: Sendable {
    var partition: [SQLExpression] = []
    var order: [SQLOrder] = []
}

struct SQLOrder: Sendable {
    var expression: SQLExpression
    var isDescending = false
    /// nil: last in ascending order, first in descending order.
    var nullsFirst: Bool?
}

/// A table in FROM.
indirect enum SQLSource: Sendable {
    case table(SQLName, alias: String?, columns: [String])
    case query(SQLQuery, alias: String?, columns: [String], at: Int)
    case function(SQLCall, alias: String?, columns: [String])
    case join(String, SQLSource, SQLSource, on: SQLExpression?, using: [String])
}

/// A relation's name.
struct SQLName: Hashable, Sendable {
    var schema: String?
    var name: String
    var position: Int
}

struct SQLItem: Sendable {
    enum Kind: Sendable {
        /// All columns, of one table where it is named.
        case star(String?)
        case value(SQLExpression)
    }

    var kind: Kind
    var alias: String?
    var position: Int
}

struct SQLSelect: Sendable {
    var isDistinct = false
    var items: [SQLItem] = []
    var from: [SQLSource] = []
    var condition: SQLExpression?
    var groups: [SQLExpression] = []
    var having: SQLExpression?
}

indirect enum SQLBody: Sendable {
    case select(SQLSelect)
    case values([[SQLExpression]], at: Int)
    /// UNION, EXCEPT or INTERSECT, with ALL or without.
    case compound(String, isAll: Bool, SQLBody, SQLBody)
    case nested(SQLQuery)
}

struct SQLQuery: Sendable {
    struct Common: Sendable {
        var name: String
        var columns: [String]
        var query: SQLQuery
    }

    var isRecursive = false
    var commons: [Common] = []
    var body: SQLBody
    var order: [SQLOrder] = []
    var limit: SQLExpression?
    var offset: SQLExpression?
}

struct SQLColumnDefinition: Sendable {
    var name: String
    var type: SQLTypeName
    var isNotNull = false
    var isPrimary = false
    var isUnique = false
    /// GENERATED … AS IDENTITY: ALWAYS or BY DEFAULT.
    var identity: String?
    var defaultValue: SQLExpression?
    var defaultText: String?
    var checks: [(name: String?, expression: SQLExpression, text: String)] = []
    var reference: SQLReference?
}

struct SQLReference: Sendable {
    var name: String?
    var columns: [String]
    var table: SQLName
    var targets: [String]
    var onDelete: String?
    var onUpdate: String?
}

struct SQLTableDefinition: Sendable {
    var name: SQLName
    var isConditional = false
    var columns: [SQLColumnDefinition] = []
    var primary: (name: String?, columns: [String])?
    var uniques: [(name: String?, columns: [String])] = []
    var checks: [(name: String?, expression: SQLExpression, text: String)] = []
    var references: [SQLReference] = []
}

struct SQLInsert: Sendable {
    enum Rows: Sendable {
        case defaults
        case values([[SQLExpression]])
        case query(SQLQuery)
    }

    var table: SQLName
    var alias: String?
    var columns: [String] = []
    /// Where each column is named.
    var places: [Int] = []
    var rows: Rows
    var conflict: SQLConflict?
    var returning: [SQLItem] = []
}

struct SQLConflict: Sendable {
    var columns: [String]
    /// Empty: nothing is done.
    var assignments: [SQLAssignment]
    var condition: SQLExpression?
}

struct SQLAssignment: Sendable {
    var column: String
    var value: SQLExpression
    var position: Int
}

enum SQLAlteration: Sendable {
    case addColumn(SQLColumnDefinition, isConditional: Bool)
    case dropColumn(String, isConditional: Bool)
    case renameColumn(String, String)
    case rename(String)
    case setDefault(String, SQLExpression, String)
    case dropDefault(String)
    case addUnique(String?, [String])
}

/// A statement.
enum SQLStatement: Sendable {
    case query(SQLQuery)
    case insert(SQLInsert)
    case update(
        table: SQLName,
        alias: String?,
        [SQLAssignment],
        from: [SQLSource],
        SQLExpression?,
        returning: [SQLItem]
    )
    case delete(table: SQLName, alias: String?, SQLExpression?, returning: [SQLItem])
    case createTable(SQLTableDefinition)
    case createTableAs(SQLName, SQLQuery, isConditional: Bool)
    case createIndex(name: String?, table: SQLName, columns: [SQLOrder], isUnique: Bool, isConditional: Bool)
    case createView(SQLName, query: SQLQuery, text: String, replaces: Bool)
    case createSequence(SQLName, start: Int, increment: Int, isConditional: Bool)
    case drop(kind: String, [SQLName], isConditional: Bool, cascades: Bool)
    case alterTable(SQLName, [SQLAlteration])
    case truncate([SQLName], restarts: Bool)
    case begin
    case commit
    case rollback
    case savepoint(String)
    case release(String)
    case rollbackTo(String)
    case set(String, String?)
    case show(String)
    case createDatabase(String, owner: String?)
    case dropDatabase(String, isConditional: Bool)
    case createRole(String, password: String?, isLogin: Bool, isSuper: Bool, isAlter: Bool)
    case dropRole(String, isConditional: Bool)
    case checkpoint
    case discard
    case empty
}
