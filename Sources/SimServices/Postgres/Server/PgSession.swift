import SimShell

/// What a server's sessions share.
struct PgServer: Sendable {
    let process: ProcessContext
    let cluster: PgCluster
    /// What `host all all all` in pg_hba.conf says: trust, scram-sha-256, md5, password or reject.
    let method: String

    var now: Int { process.world.now.nanoseconds / 1000 }

    func log(_ words: String, level: String = "LOG", id: Int? = nil) async {
        let stamp = Calendar(process.world.now).withMilliseconds
        await process.complain("\(stamp) UTC [\(id ?? process.id)] \(level):  \(words)")
    }
}

/// The state of a session: what a client has open.
struct PgSession {
    struct Prepared {
        var statement: SQLStatement
        var types: [Int: SQLType]
        var fields: [PgField]?
        var text: String
    }

    struct Portal {
        var prepared: Prepared
        var values: [Int: PgValue]
        var formats: [Int]
        var result: PgResult?
        var sent = 0
    }

    enum Transaction: Character {
        case idle = "I"
        case open = "T"
        case failed = "E"
    }

    let server: PgServer
    let id: Int
    let user: String
    let database: PgDatabase
    var transaction = Transaction.idle
    var isImplicit = false
    var transactionStart = 0
    var settings: [String: String]
    var prepared: [String: Prepared] = [:]
    var portals: [String: Portal] = [:]
    var output: [UInt8] = []
    /// The text that is run, for the log.
    var text = ""

    init(server: PgServer, id: Int, user: String, database: PgDatabase) {
        self.server = server
        self.id = id
        self.user = user
        self.database = database
        settings = [
            "server_version": server.cluster.version, "server_encoding": "UTF8", "client_encoding": "UTF8",
            "DateStyle": "ISO, MDY",
            "TimeZone": "Etc/UTC", "IntervalStyle": "postgres", "integer_datetimes": "on",
            "standard_conforming_strings": "on",
            "is_superuser": server.cluster.role(user)?.isSuper == true ? "on" : "off",
            "session_authorization": user, "application_name": "",
            "default_transaction_read_only": "off", "in_hot_standby": "off",
        ]
    }

    /// Those that can be shown and set beside the ones that clients are told.
    private static let known: [String: String] = [
        "max_connections": "100", "search_path": "\"$user\", public",
        "transaction_isolation": "read committed", "shared_buffers": "128MB",
        "work_mem": "4MB", "statement_timeout": "0", "lock_timeout": "0",
        "idle_in_transaction_session_timeout": "0", "client_min_messages": "notice",
        "extra_float_digits": "1", "bytea_output": "hex", "log_statement": "none", "port": "5432",
        "listen_addresses": "*",
        "default_transaction_isolation": "read committed", "row_security": "on",
        "check_function_bodies": "on", "jit": "off", "xmloption": "content",
        "password_encryption": "scram-sha-256", "data_directory": "", "synchronous_commit": "on",
    ]

    mutating func send(_ letter: Character, _ body: (inout PgWriter) -> Void = { _ in }) {
        output += PgWriter.message(letter, body)
    }

    mutating func sendReady() {
        send("Z") { [transaction] in $0.add(byte: transaction.rawValue.asciiValue ?? 0) }
    }

    mutating func fail(_ error: PgError) async {
        send("E") { error.write(to: &$0) }
        if error.isUnmodelled { server.process.world.noteModelled("postgres: \(error.message)") }
        if transaction == .open { transaction = .failed }
        let place = error.position.map { " at character \($0)" } ?? ""
        await server.log(error.message + place, level: error.severity, id: id)
        if let detail = error.detail { await server.log(detail, level: "DETAIL", id: id) }
        if let hint = error.hint { await server.log(hint, level: "HINT", id: id) }
        if !text.isEmpty { await server.log(text, level: "STATEMENT", id: id) }
    }

    /// Runs the statements of a text, as one transaction where it holds several.
    mutating func query(_ text: String) async {
        self.text = text
        do throws(PgError) {
            let statements = try SQLParser.statements(text)
            if statements.isEmpty { send("I") }
            let begins = statements.count > 1 && transaction == .idle
            for (index, one) in statements.enumerated() {
                if begins, transaction == .idle, index < statements.count {
                    transaction = .open
                    isImplicit = true
                    transactionStart = server.now
                }
                let result = try await run(one.statement, [:], [:])
                sendRows(result)
                await sleep(result.sleep)
            }
            if isImplicit, transaction == .open {
                isImplicit = false
                transaction = .idle
                try await database.commit(id)
            }
        } catch {
            await fail(error)
            if isImplicit {
                isImplicit = false
                transaction = .idle
                await database.rollback(id)
            }
        }
        self.text = ""
    }

    private func sleep(_ seconds: Double) async {
        guard seconds > 0 else { return }
        _ = try? await server.process.world.sleep(for: .milliseconds(Int(seconds * 1000)))
    }

    private mutating func sendRows(_ result: PgResult) {
        if let notice = result.notice {
            var words = PgError("00000", notice)
            words.severity = result.isWarning ? "WARNING" : "NOTICE"
            send("N") { words.write(to: &$0) }
        }
        if result.returnsRows {
            sendDescription(result.fields, [])
            for row in result.rows { _ = try? sendRow(row, result.fields, []) }
        }
        send("C") { $0.add(text: result.tag) }
    }

    mutating func sendDescription(_ fields: [PgField], _ formats: [Int]) {
        send("T") { writer in
            writer.add(int16: fields.count)
            for (index, field) in fields.enumerated() {
                writer.add(text: field.name)
                writer.add(int32: 0)
                writer.add(int16: 0)
                writer.add(int32: field.type.oid)
                writer.add(int16: field.type.size)
                writer.add(int32: -1)
                writer.add(int16: Self.format(index, formats))
            }
        }
    }

    private static func format(_ index: Int, _ formats: [Int]) -> Int {
        formats.count == 1 ? formats[0] : index < formats.count ? formats[index] : 0
    }

    mutating func sendRow(_ row: [PgValue], _ fields: [PgField], _ formats: [Int]) throws(PgError) {
        var writer = PgWriter()
        writer.add(int16: row.count)
        for (index, value) in row.enumerated() {
            let type = index < fields.count ? fields[index].type : .text
            guard let text = value.output(as: type) else {
                writer.add(int32: -1)
                continue
            }
            let bytes =
                Self.format(index, formats) == 1 ? try PgBinary.encode(value, as: type) : Array(text.utf8)
            writer.add(int32: bytes.count)
            writer.add(raw: bytes)
        }
        output += PgMessage(kind: UInt8(ascii: "D"), body: writer.bytes).wire
    }

    // MARK: Statements

    mutating func run(
        _ statement: SQLStatement,
        _ types: [Int: SQLType],
        _ values: [Int: PgValue]
    ) async throws(PgError) -> PgResult {
        if transaction == .failed {
            switch statement {
            case .rollback, .commit, .rollbackTo: break
            default:
                throw PgError(
                    "25P02",
                    "current transaction is aborted, commands ignored until end of transaction block"
                )
            }
        }
        if transaction == .idle { transactionStart = server.now }
        let caller = PgCaller(
            session: id,
            user: user,
            now: server.now,
            transactionStart: transactionStart,
            isInTransaction: transaction != .idle,
            settings: Self.known.merging(settings) { $1 }
                .merging(["server_version_num": Self.number(of: server.cluster.version)]) { $1 }
        )
        switch statement {
        case .begin, .commit, .rollback, .savepoint, .release, .rollbackTo:
            return try await control(statement, caller)
        case .set(let name, let value): return try set(name, value)
        case .show(let name) where name.hasPrefix("slidectl.relation."):
            // What our psql asks for `\d NAME`: the catalogue's entry, in its own form.
            let relation = await database.relations().relations[String(name.dropFirst(18))]
            let rows: [[PgValue]] = relation.map { [[.text($0.encoded)]] } ?? []
            return PgResult(
                fields: [PgField(name: "relation", type: .text)],
                rows: rows,
                tag: "SHOW",
                returnsRows: true
            )
        case .show(let name):
            guard let value = value(of: name) else { throw .noSetting(name) }
            return PgResult(
                fields: [PgField(name: name, type: .text)],
                rows: [[.text(value)]],
                tag: "SHOW",
                returnsRows: true
            )
        case .createDatabase(let name, let owner):
            try outside("CREATE DATABASE")
            try await server.cluster.create(name, owner: owner ?? user)
            return PgResult(tag: "CREATE DATABASE")
        case .dropDatabase(let name, let isConditional):
            try outside("DROP DATABASE")
            if isConditional, server.cluster.database(name) == nil {
                return PgResult(tag: "DROP DATABASE", notice: "database \"\(name)\" does not exist, skipping")
            }
            guard name != database.name else {
                throw PgError("55006", "cannot drop the currently open database")
            }
            try server.cluster.drop(name)
            return PgResult(tag: "DROP DATABASE")
        case .createRole(let name, let password, let isLogin, let isSuper, let isAlter):
            try server.cluster.put(
                name,
                password: password,
                isLogin: isLogin,
                isSuper: isSuper,
                isAlter: isAlter
            )
            return PgResult(tag: isAlter ? "ALTER ROLE" : "CREATE ROLE")
        case .dropRole(let name, let isConditional):
            if isConditional, server.cluster.role(name) == nil {
                return PgResult(tag: "DROP ROLE", notice: "role \"\(name)\" does not exist, skipping")
            }
            try server.cluster.dropRole(name)
            return PgResult(tag: "DROP ROLE")
        case .checkpoint:
            try await database.checkpoint()
            return PgResult(tag: "CHECKPOINT")
        case .discard: return PgResult(tag: "DISCARD ALL")
        default: return try await database.run(statement, types, values, caller)
        }
    }

    private func outside(_ name: String) throws(PgError) {
        guard transaction == .idle else {
            throw PgError("25001", "\(name) cannot run inside a transaction block")
        }
    }

    private mutating func control(
        _ statement: SQLStatement,
        _ caller: PgCaller
    ) async throws(PgError) -> PgResult {
        func warning(_ tag: String, _ words: String) -> PgResult {
            PgResult(tag: tag, notice: words, isWarning: true)
        }
        switch statement {
        case .begin:
            if transaction == .open, !isImplicit {
                return warning("BEGIN", "there is already a transaction in progress")
            }
            transaction = .open
            isImplicit = false
            return PgResult(tag: "BEGIN")
        case .commit:
            guard transaction != .idle, !isImplicit else {
                return warning("COMMIT", "there is no transaction in progress")
            }
            let failed = transaction == .failed
            transaction = .idle
            if failed {
                await database.rollback(id)
                return PgResult(tag: "ROLLBACK")
            }
            try await database.commit(id)
            return PgResult(tag: "COMMIT")
        case .rollback:
            guard transaction != .idle, !isImplicit else {
                return warning("ROLLBACK", "there is no transaction in progress")
            }
            transaction = .idle
            await database.rollback(id)
            return PgResult(tag: "ROLLBACK")
        case .savepoint(let name):
            guard transaction != .idle else {
                throw PgError("25P01", "SAVEPOINT can only be used in transaction blocks")
            }
            try await database.savepoint(name, "SAVEPOINT", caller)
            return PgResult(tag: "SAVEPOINT")
        case .release(let name):
            guard transaction != .idle else {
                throw PgError("25P01", "RELEASE SAVEPOINT can only be used in transaction blocks")
            }
            try await database.savepoint(name, "RELEASE", caller)
            return PgResult(tag: "RELEASE")
        case .rollbackTo(let name):
            guard transaction != .idle else {
                throw PgError("25P01", "ROLLBACK TO SAVEPOINT can only be used in transaction blocks")
            }
            try await database.savepoint(name, "ROLLBACK TO", caller)
            transaction = .open
            return PgResult(tag: "ROLLBACK")
        default: throw .notModelled("this statement")
        }
    }

    /// `17.2 (Debian …)` as one number: 170002.
    private static func number(of version: String) -> String {
        let parts = version.prefix { $0.isNumber || $0 == "." }.split(separator: ".").compactMap { Int($0) }
        return String((parts.first ?? 0) * 10_000 + (parts.count > 1 ? parts[1] : 0))
    }

    private func value(of name: String) -> String? {
        if name.lowercased() == "server_version_num" { return Self.number(of: server.cluster.version) }
        return settings.first { $0.key.lowercased() == name.lowercased() }?.value
            ?? Self.known[name.lowercased()]
    }

    private mutating func set(_ name: String, _ value: String?) throws(PgError) -> PgResult {
        if name == "all" { return PgResult(tag: "RESET") }
        guard self.value(of: name) != nil || name.contains(".") else { throw .noSetting(name) }
        let key = settings.keys.first { $0.lowercased() == name.lowercased() } ?? name.lowercased()
        if ["timezone", "datestyle"].contains(name.lowercased()), let value,
            !["utc", "etc/utc", "gmt", "iso", "iso, mdy", "default"].contains(value.lowercased())
        {
            throw .notModelled("\(key) \(value)")
        }
        if ["server_version", "server_version_num", "server_encoding", "is_superuser"].contains(key) {
            throw PgError("55P02", "parameter \"\(key)\" cannot be changed")
        }
        settings[key] = value ?? Self.known[key] ?? settings[key]
        if ["application_name", "client_encoding", "TimeZone", "DateStyle"].contains(key),
            let text = settings[key]
        {
            send("S") {
                $0.add(text: key)
                $0.add(text: text)
            }
        }
        return PgResult(tag: value == nil ? "RESET" : "SET")
    }
}
