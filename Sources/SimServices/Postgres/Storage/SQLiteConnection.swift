import CSQLite

/// A database of SQLite in memory.
///
/// Its owner uses it from one place at a time.
final class SQLiteConnection {
    /// An error of SQLite: its code and words.
    struct Failure: Error, Hashable {
        var code: Int32
        var words: String
    }

    struct Result {
        var columns: Int
        var rows: [[PgValue]]
        var changes: Int
    }

    /// In bytes of texts.
    static let resultLimit = 32 << 20
    static let rowLimit = 200_000
    /// About a second's work.
    static let stepLimit = 40_000

    private let handle: OpaquePointer
    let context: PgFunctionContext
    private let steps = Steps()

    private final class Steps {
        var count = 0
    }

    /// An empty database, or one of `serialised` bytes.
    init?(context: PgFunctionContext, serialised: [UInt8]? = nil) {
        var handle: OpaquePointer?
        guard
            sqlite3_open_v2(
                ":memory:",
                &handle,
                SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                nil
            ) == SQLITE_OK,
            let handle
        else { return nil }
        self.handle = handle
        self.context = context
        if let serialised, !serialised.isEmpty {
            guard let copy = sqlite3_malloc64(UInt64(serialised.count)) else { return nil }
            serialised.withUnsafeBytes {
                copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: serialised.count)
            }
            let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
            guard
                sqlite3_deserialize(
                    handle,
                    "main",
                    copy.assumingMemoryBound(to: UInt8.self),
                    Int64(serialised.count),
                    Int64(serialised.count),
                    flags
                )
                    == SQLITE_OK
            else { return nil }
        }
        for pragma in [
            "foreign_keys=ON", "max_page_count=8192", "temp_store=MEMORY", "recursive_triggers=OFF",
        ] {
            sqlite3_exec(handle, "PRAGMA \(pragma)", nil, nil, nil)
        }
        guard (try? run("SELECT count(*) FROM sqlite_master")) != nil else { return nil }
        for (limit, value) in [
            (SQLITE_LIMIT_LENGTH, 16 << 20), (SQLITE_LIMIT_SQL_LENGTH, 8 << 20),
            (SQLITE_LIMIT_EXPR_DEPTH, 500),
            (SQLITE_LIMIT_COMPOUND_SELECT, 400), (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_COLUMN, 500),
        ] { sqlite3_limit(handle, limit, Int32(value)) }
        PgFunctions.register(on: handle, context: context)
        guardAgainstFiles()
    }

    deinit { sqlite3_close_v2(handle) }

    /// What would reach beyond the database is refused, whatever statement comes out of the translation.
    private func guardAgainstFiles() {
        sqlite3_set_authorizer(
            handle,
            { _, action, first, second, _, _ in
                switch action {
                // SQLite itself asks for this one where it hands the database out.
                case SQLITE_PRAGMA:
                    return first.map { String(cString: $0) } == "page_count" ? SQLITE_OK : SQLITE_DENY
                case SQLITE_ATTACH, SQLITE_DETACH, SQLITE_CREATE_VTABLE, SQLITE_DROP_VTABLE:
                    return SQLITE_DENY
                case SQLITE_FUNCTION:
                    let name = second.map { String(cString: $0).lowercased() } ?? ""
                    return ["load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"].contains(
                        name
                    ) ? SQLITE_DENY : SQLITE_OK
                default: return SQLITE_OK
                }
            },
            nil
        )
        sqlite3_progress_handler(
            handle,
            1000,
            { pointer in
                guard let pointer else { return 1 }
                let steps = Unmanaged<Steps>.fromOpaque(pointer).takeUnretainedValue()
                steps.count += 1
                return steps.count > SQLiteConnection.stepLimit ? 1 : 0
            },
            Unmanaged.passUnretained(steps).toOpaque()
        )
    }

    /// Runs one statement to its end.
    @discardableResult
    func run(_ sql: String, _ values: [Int: PgValue] = [:]) throws(Failure) -> Result {
        steps.count = 0
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
            throw failure()
        }
        defer { sqlite3_finalize(statement) }
        for (index, value) in values where index <= Int(sqlite3_bind_parameter_count(statement)) {
            switch value {
            case .null: sqlite3_bind_null(statement, Int32(index))
            case .int(let number): sqlite3_bind_int64(statement, Int32(index), Int64(number))
            case .real(let number): sqlite3_bind_double(statement, Int32(index), number)
            case .text(let text):
                sqlite3_bind_text(
                    statement,
                    Int32(index),
                    text,
                    Int32(text.utf8.count),
                    slidectl_sqlite_transient()
                )
            }
        }
        let before = sqlite3_total_changes(handle)
        let columns = Int(sqlite3_column_count(statement))
        var result = Result(columns: columns, rows: [], changes: 0)
        var size = 0
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { break }
            guard code == SQLITE_ROW else { throw failure() }
            let row = (0..<columns).map { Self.value(statement, Int32($0)) }
            size += row.reduce(8) { if case .text(let text) = $1 { $0 + text.utf8.count } else { $0 + 8 } }
            guard size <= Self.resultLimit, result.rows.count < Self.rowLimit else {
                throw Failure(code: SQLITE_TOOBIG, words: "too large a result")
            }
            result.rows.append(row)
        }
        result.changes = Int(sqlite3_total_changes(handle) - before)
        if columns == 0 || result.changes > 0 { result.changes = Int(sqlite3_changes(handle)) }
        return result
    }

    private func failure() -> Failure {
        Failure(code: sqlite3_errcode(handle), words: String(cString: sqlite3_errmsg(handle)))
    }

    private static func value(_ statement: OpaquePointer, _ column: Int32) -> PgValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .int(Int(sqlite3_column_int64(statement, column)))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
        case SQLITE_NULL: return .null
        default:
            guard let text = sqlite3_column_text(statement, column) else { return .null }
            let count = Int(sqlite3_column_bytes(statement, column))
            return .text(String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
        }
    }

    /// Whether a transaction is open.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// The whole database.
    func serialised() -> [UInt8] {
        var size: Int64 = 0
        guard let bytes = sqlite3_serialize(handle, "main", &size, 0) else { return [] }
        defer { sqlite3_free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(size)))
    }
}
