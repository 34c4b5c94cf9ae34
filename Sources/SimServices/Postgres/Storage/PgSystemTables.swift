/// The tables of `pg_catalog` and `information_schema` that clients ask most, made of the catalogue when they are read.
struct PgSystemTables: Sendable {
    struct Table {
        var columns: [(String, SQLType)]
        var rows: [[PgValue]]
    }

    /// A database or role as it is listed.
    struct Role: Hashable, Sendable {
        var name: String
        var oid: Int
        var isSuper: Bool
        var isLogin: Bool
    }

    var catalogue: PgCatalogue
    var sequences: [String]
    var databases: [(name: String, owner: String)] = []
    var roles: [Role] = []
    var database = ""
    var locale = "en_US.utf8"

    static let namespaces = [(11, "pg_catalog"), (2200, "public"), (13_000, "information_schema")]

    private var relations: [PgRelation] { catalogue.relations.values.sorted { $0.name < $1.name } }

    func table(_ schema: String?, _ name: String) -> Table? {
        if schema == "information_schema" { return information(name) }
        guard schema == nil || schema == "pg_catalog" else { return nil }
        switch name {
        case "pg_class": return classes
        case "pg_namespace":
            return Table(
                columns: [("oid", .oid), ("nspname", .name), ("nspowner", .oid)],
                rows: Self.namespaces.map { [.int($0.0), .text($0.1), .int(10)] }
            )
        case "pg_attribute": return attributes
        case "pg_type":
            return Table(
                columns: [("oid", .oid), ("typname", .name), ("typnamespace", .oid)],
                rows: SQLType.allCases.filter { $0 != .unknown }.map {
                    [.int($0.oid), .text($0.rawValue), .int(11)]
                }
            )
        case "pg_database":
            return Table(
                columns: [
                    ("oid", .oid), ("datname", .name), ("datdba", .oid), ("encoding", .int4),
                    ("datlocprovider", .text),
                    ("datistemplate", .bool), ("datallowconn", .bool), ("datcollate", .text),
                    ("datctype", .text),
                    ("daticulocale", .text), ("datacl", .text),
                ],
                rows: databases.enumerated().map { index, database in
                    let isTemplate = database.name.hasPrefix("template")
                    return [
                        .int(isTemplate ? 1 + index : 16_000 + index), .text(database.name),
                        .int(oid(ofRole: database.owner)), .int(6),
                        .text("c"), .int(isTemplate ? 1 : 0), .int(database.name == "template0" ? 0 : 1),
                        .text(locale),
                        .text(locale), .null,
                        isTemplate
                            ? .text("=c/\(database.owner)\n\(database.owner)=CTc/\(database.owner)") : .null,
                    ]
                }
            )
        case "pg_roles", "pg_user", "pg_authid":
            return Table(
                columns: [
                    ("oid", .oid), ("rolname", .name), ("rolsuper", .bool), ("rolcanlogin", .bool),
                    ("usename", .name), ("usesuper", .bool),
                ],
                rows: roles.map {
                    [
                        .int($0.oid), .text($0.name), .int($0.isSuper ? 1 : 0), .int($0.isLogin ? 1 : 0),
                        .text($0.name), .int($0.isSuper ? 1 : 0),
                    ]
                }
            )
        case "pg_tables":
            return Table(
                columns: [("schemaname", .name), ("tablename", .name), ("tableowner", .name)],
                rows: relations.filter { $0.view == nil }.map {
                    [.text("public"), .text($0.name), .text(owner)]
                }
            )
        case "pg_views":
            return Table(
                columns: [
                    ("schemaname", .name), ("viewname", .name), ("viewowner", .name), ("definition", .text),
                ],
                rows: relations.filter { $0.view != nil }.map {
                    [.text("public"), .text($0.name), .text(owner), .text($0.view ?? "")]
                }
            )
        case "pg_indexes":
            return Table(
                columns: [
                    ("schemaname", .name), ("tablename", .name), ("indexname", .name), ("indexdef", .text),
                ],
                rows: relations.flatMap { relation in
                    indexes(of: relation).map {
                        [.text("public"), .text(relation.name), .text($0.name), .text($0.definition)]
                    }
                }
            )
        case "pg_am":
            return Table(
                columns: [("oid", .oid), ("amname", .name)],
                rows: [[.int(2), .text("heap")], [.int(403), .text("btree")]]
            )
        default: return nil
        }
    }

    private var owner: String { databases.first { $0.name == database }?.owner ?? "postgres" }
    private func oid(ofRole name: String) -> Int { roles.first { $0.name == name }?.oid ?? 10 }

    /// Those of constraints among them.
    func indexes(of relation: PgRelation) -> [(name: String, definition: String)] {
        let constraints = relation.constraints.filter { $0.kind == .primary || $0.kind == .unique }
            .map {
                PgIndex(
                    name: $0.name,
                    columns: $0.columns,
                    isUnique: true,
                    text: $0.columns.joined(separator: ", ")
                )
            }
        return (constraints + relation.indexes).map { index in
            (
                index.name,
                "CREATE \(index.isUnique ? "UNIQUE " : "")INDEX \(index.name) ON public.\(relation.name) USING btree (\(index.text))"
            )
        }
    }

    private var classes: Table {
        var rows: [[PgValue]] = []
        func add(_ oid: Int, _ name: String, _ kind: String, _ hasIndex: Bool) {
            rows.append([
                .int(oid), .text(name), .int(2200), .text(kind), .int(oid2(owner)), .int(hasIndex ? 1 : 0),
                .int(kind == "r" ? 2 : 0), .text("p"),
                .int(0), .int(-1),
            ])
        }
        for relation in relations {
            let indexes = indexes(of: relation)
            add(relation.oid, relation.name, relation.view == nil ? "r" : "v", !indexes.isEmpty)
            for (offset, index) in indexes.enumerated() {
                add(relation.oid * 100 + offset, index.name, "i", false)
            }
        }
        for (offset, name) in sequences.sorted().enumerated() { add(900_000 + offset, name, "S", false) }
        return Table(
            columns: [
                ("oid", .oid), ("relname", .name), ("relnamespace", .oid), ("relkind", .text),
                ("relowner", .oid), ("relhasindex", .bool),
                ("relam", .oid), ("relpersistence", .text), ("relpages", .int4), ("reltuples", .float4),
            ],
            rows: rows
        )
    }

    private func oid2(_ name: String) -> Int { oid(ofRole: name) }

    private var attributes: Table {
        Table(
            columns: [
                ("attrelid", .oid), ("attname", .name), ("atttypid", .oid), ("attnum", .int2),
                ("attnotnull", .bool), ("atttypmod", .int4),
                ("attisdropped", .bool), ("atthasdef", .bool), ("attidentity", .text),
            ],
            rows: relations.flatMap { relation in
                relation.columns.enumerated().map { index, column in
                    [
                        .int(relation.oid), .text(column.name), .int(column.type.oid), .int(index + 1),
                        .int(column.isNotNull ? 1 : 0), .int(-1),
                        .int(0), .int(column.defaultText == nil ? 0 : 1),
                        .text(column.identity.map { $0 == "ALWAYS" ? "a" : "d" } ?? ""),
                    ]
                }
            }
        )
    }

    private func information(_ name: String) -> Table? {
        switch name {
        case "tables":
            return Table(
                columns: [
                    ("table_catalog", .name), ("table_schema", .name), ("table_name", .name),
                    ("table_type", .text),
                ],
                rows: relations.map {
                    [
                        .text(database), .text("public"), .text($0.name),
                        .text($0.view == nil ? "BASE TABLE" : "VIEW"),
                    ]
                }
            )
        case "columns":
            return Table(
                columns: [
                    ("table_catalog", .name), ("table_schema", .name), ("table_name", .name),
                    ("column_name", .name), ("ordinal_position", .int4),
                    ("column_default", .text), ("is_nullable", .text), ("data_type", .text),
                    ("character_maximum_length", .int4),
                ],
                rows: relations.flatMap { relation in
                    relation.columns.enumerated().map { index, column in
                        [
                            .text(database), .text("public"), .text(relation.name), .text(column.name),
                            .int(index + 1),
                            column.defaultText.map { .text($0) } ?? .null,
                            .text(column.isNotNull ? "NO" : "YES"), .text(column.type.spoken),
                            column.type == .varchar
                                ? column.modifiers.first.map { .int($0) } ?? .null : .null,
                        ]
                    }
                }
            )
        case "schemata":
            return Table(
                columns: [("catalog_name", .name), ("schema_name", .name)],
                rows: Self.namespaces.map { [.text(database), .text($0.1)] }
            )
        default: return nil
        }
    }
}
