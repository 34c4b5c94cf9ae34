/// A type of values.
enum SQLType: String, Hashable, Sendable, CaseIterable {
    case bool
    case int2
    case int4
    case int8
    case float4
    case float8
    case numeric
    case text
    case varchar
    case bpchar
    case name
    case date
    case time
    case timestamp
    case timestamptz
    case json
    case jsonb
    case uuid
    case oid
    case regclass
    /// A text or parameter whose type isn't decided yet.
    case unknown
    case void

    /// A type by any of its names.
    init?(name: String) {
        let aliases: [String: SQLType] = [
            "boolean": .bool, "smallint": .int2, "integer": .int4, "int": .int4, "bigint": .int8,
            "real": .float4,
            "float": .float8, "double precision": .float8, "decimal": .numeric, "dec": .numeric,
            "character": .bpchar, "char": .bpchar,
            "serial": .int4, "serial4": .int4, "bigserial": .int8, "serial8": .int8, "smallserial": .int2,
            "string": .unknown,
        ]
        guard let type = SQLType(rawValue: name) ?? aliases[name], type != .unknown, type != .void else {
            return nil
        }
        self = type
    }

    /// As `\d` and error messages name it.
    var spoken: String {
        switch self {
        case .bool: "boolean"
        case .int2: "smallint"
        case .int4: "integer"
        case .int8: "bigint"
        case .float4: "real"
        case .float8: "double precision"
        case .varchar: "character varying"
        case .bpchar: "character"
        case .time: "time without time zone"
        case .timestamp: "timestamp without time zone"
        case .timestamptz: "timestamp with time zone"
        default: rawValue
        }
    }

    /// The type's number in the protocol.
    var oid: Int {
        switch self {
        case .bool: 16
        case .int2: 21
        case .int4: 23
        case .int8: 20
        case .float4: 700
        case .float8: 701
        case .numeric: 1700
        case .text, .unknown: 25
        case .varchar: 1043
        case .bpchar: 1042
        case .name: 19
        case .date: 1082
        case .time: 1083
        case .timestamp: 1114
        case .timestamptz: 1184
        case .json: 114
        case .jsonb: 3802
        case .uuid: 2950
        case .oid: 26
        case .regclass: 2205
        case .void: 2278
        }
    }

    init?(oid: Int) {
        guard oid != 705, let type = SQLType.allCases.first(where: { $0.oid == oid && $0 != .unknown }) else {
            return nil
        }
        self = type
    }

    /// In bytes; -1 where it varies.
    var size: Int {
        switch self {
        case .bool: 1
        case .int2: 2
        case .int4, .float4, .date, .oid, .regclass, .void: 4
        case .int8, .float8, .time, .timestamp, .timestamptz: 8
        case .uuid: 16
        case .name: 64
        default: -1
        }
    }

    /// How SQLite keeps it.
    var storage: String {
        switch self {
        case .bool, .int2, .int4, .int8, .oid, .regclass: "INT"
        case .float4, .float8: "REAL"
        case .numeric, .bpchar: "TEXT" + collation
        default: "TEXT"
        }
    }

    /// How SQLite is to compare it, behind a value; empty where it does so by itself.
    var collation: String {
        switch self {
        case .numeric: " COLLATE pgnum"
        // Blanks that fill a text up are no part of it.
        case .bpchar: " COLLATE RTRIM"
        default: ""
        }
    }

    var isInteger: Bool { self == .int2 || self == .int4 || self == .int8 || self == .oid }
    var isFloat: Bool { self == .float4 || self == .float8 }
    var isNumber: Bool { isInteger || isFloat || self == .numeric }
    var isText: Bool { self == .text || self == .varchar || self == .bpchar || self == .name }
    var isMoment: Bool { self == .date || self == .timestamp || self == .timestamptz }

    /// Where a number stands among those that it turns into by itself.
    var rank: Int {
        switch self {
        case .int2: 1
        case .int4, .oid, .regclass: 2
        case .int8: 3
        case .numeric: 4
        case .float4: 5
        case .float8: 6
        default: 0
        }
    }
}
