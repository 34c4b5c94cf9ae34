import SimShell

/// What a `psql` or its kin is asked for.
struct PsqlOptions: Sendable {
    enum Action: Hashable, Sendable {
        case command(String)
        case file(String)
    }

    var target = PgClient.Target()
    var actions: [Action] = []
    var style = PsqlTable.Style()
    var lists = false
    var isQuiet = false
    var timesStatements = false
    var isSingle = false
    var stopsOnErrors = false
    var variables: [String: String] = [:]
    var showsVersion = false
    var echoes = false

    private static let aliases = [
        "username": "U", "dbname": "d", "host": "h", "port": "p", "command": "c", "file": "f",
        "tuples-only": "t", "no-align": "A",
        "list": "l", "quiet": "q", "no-psqlrc": "X", "no-password": "w", "password": "W", "variable": "v",
        "set": "v", "single-transaction": "1",
        "field-separator": "F", "expanded": "x", "pset": "P", "version": "V", "echo-all": "a",
        "echo-queries": "e", "output": "o",
    ]

    init(_ process: ProcessContext) throws(Options.Problem) {
        let options = try Options(
            process.arguments.dropFirst(),
            flags: ["t", "A", "l", "q", "X", "w", "W", "1", "x", "V", "csv", "a", "e", "b", "n"],
            valued: ["U", "d", "h", "p", "c", "f", "v", "F", "P", "o", "R"],
            aliases: Self.aliases
        )
        target.user = options.value("U") ?? process.variable("PGUSER") ?? Self.systemUser(process)
        target.host = options.value("h") ?? process.variable("PGHOST")
        if target.host?.hasPrefix("/") == true { target.host = nil }
        target.port = (options.value("p") ?? process.variable("PGPORT")).flatMap { Int($0) } ?? 5432
        target.password = process.variable("PGPASSWORD")
        var operands = options.operands
        let name = options.value("d") ?? (operands.isEmpty ? nil : operands.removeFirst())
        if let name, name.hasPrefix("postgres://") || name.hasPrefix("postgresql://") {
            read(url: name)
        } else if let name, name.contains("=") {
            read(pairs: name)
        } else {
            target.database = name ?? process.variable("PGDATABASE") ?? target.user
        }
        if let user = operands.first { target.user = user }
        for (option, value) in options.given {
            switch (option, value) {
            case ("c", let text?): actions.append(.command(text))
            case ("f", let text?): actions.append(.file(text))
            case ("v", let text?):
                let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                    String.init
                )
                variables[parts[0]] = parts.count > 1 ? parts[1] : ""
            case ("P", let text?):
                if text == "format=unaligned" { style.isAligned = false }
                if text.hasPrefix("null=") { style.null = String(text.dropFirst(5)) }
                if text == "tuples_only=on" || text == "tuples_only" { style.showsOnlyRows = true }
            default: continue
            }
        }
        style.showsOnlyRows = style.showsOnlyRows || options.has("t")
        if options.has("A") { style.isAligned = false }
        style.isExpanded = options.has("x")
        style.isCSV = options.has("csv")
        style.separator = options.value("F") ?? "|"
        lists = options.has("l")
        if lists, name == nil { target.database = "postgres" }
        isQuiet = options.has("q")
        isSingle = options.has("1")
        showsVersion = options.has("V")
        echoes = options.has("a")
        stopsOnErrors = ["1", "on", "true", "yes"].contains(variables["ON_ERROR_STOP"]?.lowercased() ?? "")
    }

    /// The name of the user that runs it, which libpq takes where none is given; empty where that one has no name.
    private static func systemUser(_ process: ProcessContext) -> String {
        Accounts(process.files).userName(process.user.id) ?? (process.user.id == 0 ? "root" : "")
    }

    private mutating func read(url: String) {
        guard let cut = url.range(of: "://") else { return }
        var rest = url[cut.upperBound...].prefix { $0 != "?" }
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1).map(String.init)
            if let user = parts.first { target.user = user }
            if parts.count > 1 { target.password = HTTPPath.unescaped(parts[1])?.text }
            rest = rest[rest.index(after: at)...]
        }
        target.database = target.user
        if let slash = rest.firstIndex(of: "/") {
            let name = rest[rest.index(after: slash)...]
            if !name.isEmpty { target.database = String(name) }
            rest = rest[..<slash]
        }
        let parts = rest.split(separator: ":", maxSplits: 1).map(String.init)
        if let host = parts.first { target.host = host }
        if parts.count > 1 { target.port = Int(parts[1]) ?? target.port }
    }

    private mutating func read(pairs: String) {
        target.database = target.user
        for pair in pairs.split(separator: " ") {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "host": target.host = parts[1]
            case "port": target.port = Int(parts[1]) ?? target.port
            case "user": target.user = parts[1]
            case "dbname": target.database = parts[1]
            case "password": target.password = parts[1]
            default: continue
            }
        }
    }
}
