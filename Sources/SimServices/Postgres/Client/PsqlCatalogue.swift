import SimShell

/// The commands of `psql` that list what there is.
enum PsqlCatalogue {
    static let names: Set<String> = ["l", "list", "d", "dt", "dv", "di", "ds", "dn", "du", "dg"]

    static func show(
        _ name: String,
        _ argument: String?,
        _ client: inout PgClient,
        _ process: ProcessContext,
        _ style: PsqlTable.Style
    ) async -> Bool {
        switch name {
        case "l", "list":
            let sql = """
                SELECT d.datname AS "Name", pg_get_userbyid(d.datdba) AS "Owner", pg_encoding_to_char(d.encoding) AS "Encoding",
                d.datcollate AS "Collate", d.datctype AS "Ctype", d.daticulocale AS "ICU Locale",
                CASE d.datlocprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' END AS "Locale Provider", d.datacl AS "Access privileges"
                FROM pg_database d ORDER BY 1
                """
            return await table(sql, "List of databases", &client, process, style)
        case "dn":
            return await table(
                "SELECT n.nspname AS \"Name\", pg_get_userbyid(n.nspowner) AS \"Owner\" FROM pg_namespace n WHERE n.nspname = 'public' ORDER BY 1",
                "List of schemas",
                &client,
                process,
                style
            )
        case "du", "dg":
            return await table(
                """
                SELECT r.rolname AS "Role name", CASE WHEN r.rolsuper THEN 'Superuser, Create role, Create DB, Replication, Bypass RLS'
                WHEN NOT r.rolcanlogin THEN 'Cannot login' ELSE '' END AS "Attributes" FROM pg_roles r ORDER BY 1
                """,
                "List of roles",
                &client,
                process,
                style
            )
        case "d" where argument != nil: return await describe(argument ?? "", &client, process, style)
        default: return await relations(name, argument, &client, process, style)
        }
    }

    private static func table(
        _ sql: String,
        _ title: String,
        _ client: inout PgClient,
        _ process: ProcessContext,
        _ style: PsqlTable.Style,
        empty: String? = nil
    ) async -> Bool {
        guard let answers = await client.query(sql) else { return false }
        for answer in answers {
            switch answer {
            case .failure(let error):
                await process.complain("ERROR:  \(error.message)")
                return false
            case .rows(let fields, let rows):
                if rows.isEmpty, let empty {
                    await process.complain(empty)
                    return true
                }
                await process.streams.output.say(
                    PsqlTable(title: title, fields: fields, rows: rows).text(style)
                )
            default: continue
            }
        }
        return true
    }

    private static func relations(
        _ name: String,
        _ argument: String?,
        _ client: inout PgClient,
        _ process: ProcessContext,
        _ style: PsqlTable.Style
    ) async -> Bool {
        let kinds = ["dt": "'r'", "dv": "'v'", "di": "'i'", "ds": "'S'"][name] ?? "'r', 'v', 'S'"
        let pattern =
            argument.map {
                " AND c.relname LIKE \(PgTranslator.literal($0.lowercased().map { $0 == "*" ? "%" : String($0) }.joined()))"
            } ?? ""
        let owner =
            name == "di"
            ? ", (SELECT i.tablename FROM pg_indexes i WHERE i.indexname = c.relname) AS \"Table\"" : ""
        let sql = """
            SELECT n.nspname AS "Schema", c.relname AS "Name", CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'i' THEN 'index'
            WHEN 'S' THEN 'sequence' END AS "Type", pg_get_userbyid(c.relowner) AS "Owner"\(owner)
            FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN (\(kinds))\(pattern) ORDER BY 1, 2
            """
        let none =
            argument.map { "Did not find any relation named \"\($0)\"." }
            ?? "Did not find any \(["dt": "tables", "dv": "views", "di": "indexes", "ds": "sequences"][name] ?? "relations")."
        let titles = ["dt": "List of relations"]
        return await table(sql, titles[name] ?? "List of relations", &client, process, style, empty: none)
    }

    /// Columns, indexes and constraints of one relation.
    private static func describe(
        _ argument: String,
        _ client: inout PgClient,
        _ process: ProcessContext,
        _ style: PsqlTable.Style
    ) async -> Bool {
        let name = argument.hasPrefix("public.") ? String(argument.dropFirst(7)) : argument
        guard let answers = await client.query("SHOW \"slidectl.relation.\(name.filter { $0 != "\"" })\"")
        else { return false }
        guard case .rows(_, let rows)? = answers.first, let text = rows.first?.first ?? nil,
            let relation = PgRelation(encoded: text)
        else {
            await process.complain("Did not find any relation named \"\(argument)\".")
            return false
        }
        let fields = ["Column", "Type", "Collation", "Nullable", "Default"].map {
            PgField(name: $0, type: .text)
        }
        let columns = relation.columns.map { column -> [String?] in
            let identity = column.identity.map { "generated \($0.lowercased()) as identity" }
            return [
                column.name, column.typeName, "", column.isNotNull ? "not null" : "",
                identity ?? shown(column) ?? "",
            ]
        }
        var footers: [String] = []
        let keys =
            relation.constraints.filter { $0.kind == .primary }
            + relation.constraints.filter { $0.kind == .unique }
        var lines: [(String, String)] = keys.map { one in
            let word = one.kind == .primary ? "PRIMARY KEY" : "UNIQUE CONSTRAINT"
            return (one.name, "    \"\(one.name)\" \(word), btree (\(one.columns.joined(separator: ", ")))")
        }
        lines += relation.indexes.map {
            ($0.name, "    \"\($0.name)\" \($0.isUnique ? "UNIQUE, " : "")btree (\($0.text))")
        }
        let primary = lines.prefix { $0.1.contains("PRIMARY KEY") }
        lines = primary + lines.dropFirst(primary.count).sorted { $0.0 < $1.0 }
        if !lines.isEmpty { footers += ["Indexes:"] + lines.map(\.1) }
        let checks = relation.constraints.filter { $0.kind == .check }.sorted { $0.name < $1.name }
        if !checks.isEmpty {
            footers += ["Check constraints:"] + checks.map { "    \"\($0.name)\" CHECK (\($0.text))" }
        }
        let references = relation.constraints.filter { $0.kind == .foreign }.sorted { $0.name < $1.name }
        if !references.isEmpty {
            footers +=
                ["Foreign-key constraints:"]
                + references.map {
                    "    \"\($0.name)\" FOREIGN KEY (\($0.columns.joined(separator: ", "))) REFERENCES \($0.target)(\($0.targetColumns.joined(separator: ", ")))\($0.actions)"
                }
        }
        let kind = relation.view == nil ? "Table" : "View"
        await process.streams.output.say(
            PsqlTable(
                title: "\(kind) \"public.\(relation.name)\"",
                fields: fields,
                rows: columns,
                footers: footers
            ).text(style)
        )
        return true
    }

    /// A default as the server prints it, with its type behind a text.
    private static func shown(_ column: PgColumn) -> String? {
        guard let text = column.defaultText else { return nil }
        if text.hasPrefix("'"), text.hasSuffix("'"), !text.dropFirst().dropLast().contains("'") {
            return "\(text)::\(column.type.spoken)"
        }
        let words = [
            "current_timestamp": "CURRENT_TIMESTAMP", "current_date": "CURRENT_DATE", "true": "true",
            "false": "false",
        ]
        return words[text.lowercased()] ?? text
    }
}
