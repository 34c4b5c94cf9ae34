import CSQLite

/// What a statement gave.
struct PgResult: Sendable {
    var fields: [PgField] = []
    var rows: [[PgValue]] = []
    /// As CommandComplete has it, such as `INSERT 0 1`.
    var tag: String
    var returnsRows = false
    var notice: String?
    var isWarning = false
    /// In seconds.
    var sleep = 0.0
}

/// Who asks, and when.
struct PgCaller: Sendable {
    var session: Int
    var user: String
    /// In microseconds since 1970.
    var now: Int
    var transactionStart: Int
    var isInTransaction: Bool
    var settings: [String: String] = [:]
}

/// One database: its data, its catalogue, and whose turn it is to change them.
///
/// One session at a time changes data; from its first change to the end of its transaction the others wait with
/// theirs, and read what was there before. The real server lets them change other rows meanwhile.
actor PgDatabase {
    let name: String
    let locale: String
    let context = PgFunctionContext()
    var connection: SQLiteConnection
    var catalogue = PgCatalogue()
    var surroundings:
        @Sendable () -> (databases: [(name: String, owner: String)], roles: [PgSystemTables.Role]) = {
            ([], [])
        }
    private let save: @Sendable ([UInt8]) throws(PgError) -> Void
    private var holder: Int?
    private var waiters: [(id: Int, continuation: CheckedContinuation<Void, Never>)] = []
    private var lastWaiter = 0
    private var before: SQLiteConnection?
    private var catalogueBefore = PgCatalogue()
    private var sequencesSaved: [String: PgSequence] = [:]

    /// A new database, or one of saved bytes; nil where they aren't one.
    init?(
        name: String,
        version: String,
        locale: String,
        bytes: [UInt8]?,
        save: @escaping @Sendable ([UInt8]) throws(PgError) -> Void
    ) {
        self.name = name
        self.locale = locale
        self.save = save
        context.database = name
        context.version = version
        guard let connection = SQLiteConnection(context: context, serialised: bytes) else { return nil }
        self.connection = connection
        for sql in [
            "CREATE TABLE IF NOT EXISTS \"pg$relation\"(name TEXT PRIMARY KEY, definition TEXT)",
            "CREATE TABLE IF NOT EXISTS \"pg$sequence\"(name TEXT PRIMARY KEY, last INT, step INT, called INT, owner TEXT)",
        ] {
            guard (try? connection.run(sql)) != nil else { return nil }
        }
        guard let catalogue = Self.load(connection),
            let rows = try? connection.run("SELECT * FROM \"pg$sequence\"").rows
        else { return nil }
        self.catalogue = catalogue
        for row in rows {
            guard case .text(let name) = row[0], case .int(let last) = row[1], case .int(let step) = row[2]
            else { continue }
            var sequence = PgSequence(last: last, increment: step, isCalled: row[3] == .int(1))
            if case .text(let owner) = row[4] { sequence.owner = owner }
            context.sequences[name] = sequence
        }
        sequencesSaved = context.sequences
    }

    func surround(
        _ body:
            @escaping @Sendable () -> (
                databases: [(name: String, owner: String)], roles: [PgSystemTables.Role]
            )
    ) {
        surroundings = body
    }

    private static func load(_ connection: SQLiteConnection) -> PgCatalogue? {
        var catalogue = PgCatalogue()
        guard let rows = try? connection.run("SELECT definition FROM \"pg$relation\"").rows else {
            return nil
        }
        for row in rows {
            guard case .text(let text)? = row.first, let relation = PgRelation(encoded: text) else {
                return nil
            }
            catalogue.relations[relation.name] = relation
            catalogue.lastOID = max(catalogue.lastOID, relation.oid)
        }
        return catalogue
    }

    private func system(_ catalogue: PgCatalogue) -> PgSystemTables {
        let (databases, roles) = surroundings()
        return PgSystemTables(
            catalogue: catalogue,
            sequences: Array(context.sequences.keys),
            databases: databases,
            roles: roles,
            database: name,
            locale: locale
        )
    }

    func translator(_ types: [Int: SQLType] = [:]) -> PgTranslator {
        PgTranslator(system: system(catalogue), parameters: types)
    }

    /// The relation of a name, for `\d`.
    func relations() -> PgCatalogue { catalogue }

    /// What a statement takes and gives; nil for one that isn't about rows.
    func describe(_ statement: SQLStatement, _ types: [Int: SQLType]) throws(PgError) -> PgPlan? {
        var translator = translator(types)
        return try translator.plan(statement)
    }

    // MARK: Running

    func run(
        _ statement: SQLStatement,
        _ types: [Int: SQLType],
        _ values: [Int: PgValue],
        _ caller: PgCaller
    ) async throws(PgError) -> PgResult {
        let isReader: Bool
        if case .query = statement { isReader = true } else { isReader = false }
        if !isReader { try await acquire(caller.session) }
        prepare(caller)
        let isFirst = !isReader && !connection.isInTransaction
        do throws(PgError) {
            if isFirst { try begin() }
            let result = try perform(statement, types, values, caller)
            // A SELECT may count a sequence on.
            if isReader, holder == nil, context.sequences != sequencesSaved { try storeSequences() }
            if !caller.isInTransaction, !isReader { try commit(caller.session) }
            return result
        } catch {
            if !caller.isInTransaction, !isReader { rollback(caller.session) }
            throw error
        }
    }

    private func prepare(_ caller: PgCaller) {
        context.user = caller.user
        context.now = caller.now
        context.transactionStart = caller.transactionStart
        context.processID = caller.session
        context.settings = caller.settings
        context.sleep = 0
    }

    private func perform(
        _ statement: SQLStatement,
        _ types: [Int: SQLType],
        _ values: [Int: PgValue],
        _ caller: PgCaller
    ) throws(PgError) -> PgResult {
        // While another session changes data, what was there before is read.
        let isForeign = holder != nil && holder != caller.session
        var translator = PgTranslator(
            system: system(isForeign ? catalogueBefore : catalogue),
            parameters: types
        )
        guard let plan = try translator.plan(statement) else { return try define(statement, caller) }
        let result: SQLiteConnection.Result
        do throws(SQLiteConnection.Failure) {
            result = try (isForeign ? before ?? connection : connection).run(plan.sql, values)
        } catch {
            throw detailed(self.error(error, plan), plan, values)
        }
        let count = plan.writes ? result.changes : result.rows.count
        return PgResult(
            fields: plan.fields,
            rows: result.rows,
            tag: plan.tag == "INSERT" ? "INSERT 0 \(count)" : "\(plan.tag) \(count)",
            returnsRows: plan.returnsRows,
            sleep: context.sleep
        )
    }

    func execute(_ sql: String, _ values: [Int: PgValue] = [:], target: String? = nil) throws(PgError) {
        do throws(SQLiteConnection.Failure) {
            try connection.run(sql, values)
        } catch {
            throw self.error(error, PgPlan(sql: sql, tag: "", target: target))
        }
    }

    // MARK: Transactions

    /// Waits until nobody else changes data.
    private func acquire(_ session: Int) async throws(PgError) {
        while let other = holder, other != session {
            lastWaiter += 1
            let id = lastWaiter
            await withTaskCancellationHandler {
                await withCheckedContinuation { waiters.append((id, $0)) }
            } onCancel: {
                Task { await self.wake(id) }
            }
            if Task.isCancelled { throw PgError("57014", "canceling statement due to user request") }
        }
        guard holder == nil else { return }
        holder = session
    }

    private func wake(_ id: Int) {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
        waiters.remove(at: index).continuation.resume()
    }

    private func release(_ session: Int) {
        guard holder == session else { return }
        holder = nil
        before = nil
        let all = waiters
        waiters = []
        for waiter in all { waiter.continuation.resume() }
    }

    private func begin() throws(PgError) {
        before = SQLiteConnection(context: context, serialised: connection.serialised())
        catalogueBefore = catalogue
        try execute("BEGIN")
    }

    /// Takes the turn for a transaction's savepoint.
    func savepoint(_ name: String, _ word: String, _ caller: PgCaller) async throws(PgError) {
        try await acquire(caller.session)
        if !connection.isInTransaction { try begin() }
        do throws(SQLiteConnection.Failure) {
            try connection.run("\(word) \(PgTranslator.quoted("s_" + name))")
        } catch { throw PgError("3B001", "savepoint \"\(name)\" does not exist") }
        if word == "ROLLBACK TO" { catalogue = Self.load(connection) ?? catalogue }
    }

    func commit(_ session: Int) throws(PgError) {
        guard holder == session, connection.isInTransaction else { return release(session) }
        defer { release(session) }
        if context.sequences != sequencesSaved { try writeSequences() }
        try execute("COMMIT")
        try save(connection.serialised())
    }

    func rollback(_ session: Int) {
        guard holder == session else { return }
        if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
        catalogue = Self.load(connection) ?? catalogue
        context.sequences = context.sequences.filter { name, sequence in
            sequence.owner.map { owner in
                catalogue.relations.values.contains { "\($0.name)" == owner.prefix { $0 != "." } }
            } ?? (sequencesSaved[name] != nil)
        }
        release(session)
    }

    private func writeSequences() throws(PgError) {
        try execute("DELETE FROM \"pg$sequence\"")
        for (name, sequence) in context.sequences {
            try execute(
                "INSERT INTO \"pg$sequence\" VALUES (?1, ?2, ?3, ?4, ?5)",
                [
                    1: .text(name), 2: .int(sequence.last), 3: .int(sequence.increment),
                    4: .int(sequence.isCalled ? 1 : 0),
                    5: sequence.owner.map { .text($0) } ?? .null,
                ]
            )
        }
        sequencesSaved = context.sequences
    }

    private func storeSequences() throws(PgError) {
        try writeSequences()
        try save(connection.serialised())
    }

    /// Writes the data, as a new database needs.
    func checkpoint() throws(PgError) {
        guard holder == nil else { return }
        try save(connection.serialised())
    }
}
