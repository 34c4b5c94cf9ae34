/// A column of a table.
struct PgColumn: Hashable, Sendable {
    var name: String
    var type: SQLType
    var modifiers: [Int] = []
    var isNotNull = false
    /// ALWAYS or BY DEFAULT.
    var identity: String?
    /// The expression's text.
    var defaultText: String?
    /// The sequence that a serial or identity column counts with.
    var sequence: String?

    /// The type as `\d` names it.
    var typeName: String { Self.name(of: type, modifiers) }

    static func name(of type: SQLType, _ modifiers: [Int]) -> String {
        guard !modifiers.isEmpty, [.varchar, .bpchar, .numeric].contains(type) else { return type.spoken }
        let scale = type == .numeric && modifiers.count == 1 ? [0] : []
        return "\(type.spoken)(\((modifiers + scale).map(String.init).joined(separator: ",")))"
    }
}

/// A constraint of a table.
struct PgConstraint: Hashable, Sendable {
    enum Kind: String, Sendable {
        case primary = "p"
        case unique = "u"
        case check = "c"
        case foreign = "f"
    }

    var kind: Kind
    var name: String
    var columns: [String]
    /// A check's condition.
    var text = ""
    var target = ""
    var targetColumns: [String] = []
    var actions = ""
}

/// An index that was made by itself.
struct PgIndex: Hashable, Sendable {
    var name: String
    var columns: [String]
    var isUnique: Bool
    /// The columns as `\d` shows them.
    var text: String
}

/// A table or view.
struct PgRelation: Hashable, Sendable {
    var name: String
    var oid: Int
    var columns: [PgColumn] = []
    var constraints: [PgConstraint] = []
    var indexes: [PgIndex] = []
    /// A view's query.
    var view: String?

    /// What SQLite calls it.
    var storage: String { "t_" + name }
    var primary: PgConstraint? { constraints.first { $0.kind == .primary } }

    func column(_ name: String) -> PgColumn? { columns.first { $0.name == name } }
}

/// The relations of a database.
struct PgCatalogue: Hashable, Sendable {
    static let relationLimit = 1000

    var relations: [String: PgRelation] = [:]
    var lastOID = 16_384

    mutating func nextOID() -> Int {
        lastOID += 1
        return lastOID
    }

    /// A relation's name for a new thing, with a number where it is taken.
    func free(_ name: String) -> String {
        func isTaken(_ name: String) -> Bool {
            relations[name] != nil
                || relations.values.contains { relation in
                    relation.constraints.contains { $0.name == name }
                        || relation.indexes.contains { $0.name == name }
                }
        }
        guard isTaken(name) else { return name }
        var number = 1
        while isTaken(name + String(number)) { number += 1 }
        return name + String(number)
    }
}

extension PgRelation {
    private static let separator: Character = "\u{1F}"

    /// One line a column, constraint or index, as it stands beside the data.
    var encoded: String {
        func line(_ parts: [String]) -> String { parts.joined(separator: String(Self.separator)) }
        var lines = [line(["relation", name, String(oid), view ?? "", view == nil ? "r" : "v"])]
        for column in columns {
            lines.append(
                line([
                    "column", column.name, column.type.rawValue,
                    column.modifiers.map(String.init).joined(separator: ","),
                    column.isNotNull ? "1" : "0", column.identity ?? "", column.defaultText ?? "",
                    column.sequence ?? "",
                ])
            )
        }
        for one in constraints {
            lines.append(
                line([
                    "constraint", one.kind.rawValue, one.name, one.columns.joined(separator: "\u{1E}"),
                    one.text, one.target,
                    one.targetColumns.joined(separator: "\u{1E}"), one.actions,
                ])
            )
        }
        for index in indexes {
            lines.append(
                line([
                    "index", index.name, index.columns.joined(separator: "\u{1E}"),
                    index.isUnique ? "1" : "0", index.text,
                ])
            )
        }
        return lines.joined(separator: "\u{1D}")
    }

    init?(encoded: String) {
        self.init(name: "", oid: 0)
        func list(_ text: String) -> [String] {
            text.isEmpty ? [] : text.split(separator: "\u{1E}").map(String.init)
        }
        for line in encoded.split(separator: "\u{1D}") {
            let parts = line.split(separator: Self.separator, omittingEmptySubsequences: false).map(
                String.init
            )
            switch (parts.first, parts.count) {
            case ("relation"?, 5):
                name = parts[1]
                oid = Int(parts[2]) ?? 0
                view = parts[4] == "v" ? parts[3] : nil
            case ("column"?, 8):
                guard let type = SQLType(rawValue: parts[2]) else { return nil }
                columns.append(
                    PgColumn(
                        name: parts[1],
                        type: type,
                        modifiers: parts[3].split(separator: ",").compactMap { Int($0) },
                        isNotNull: parts[4] == "1",
                        identity: parts[5].isEmpty ? nil : parts[5],
                        defaultText: parts[6].isEmpty ? nil : parts[6],
                        sequence: parts[7].isEmpty ? nil : parts[7]
                    )
                )
            case ("constraint"?, 8):
                guard let kind = PgConstraint.Kind(rawValue: parts[1]) else { return nil }
                constraints.append(
                    PgConstraint(
                        kind: kind,
                        name: parts[2],
                        columns: list(parts[3]),
                        text: parts[4],
                        target: parts[5],
                        targetColumns: list(parts[6]),
                        actions: parts[7]
                    )
                )
            case ("index"?, 5):
                indexes.append(
                    PgIndex(
                        name: parts[1],
                        columns: list(parts[2]),
                        isUnique: parts[3] == "1",
                        text: parts[4]
                    )
                )
            default: return nil
            }
        }
        guard !name.isEmpty else { return nil }
    }
}
