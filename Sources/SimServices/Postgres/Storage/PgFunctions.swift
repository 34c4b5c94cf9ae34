import CSQLite

/// What functions need to know of the session that calls them.
final class PgFunctionContext {
    /// In microseconds since 1970: when the transaction began.
    var transactionStart = 0
    var now = 0
    var user = "postgres"
    var database = "postgres"
    var version = ""
    var sequences: [String: PgSequence] = [:]
    var lastSequence: String?
    /// In seconds: what pg_sleep asked for.
    var sleep = 0.0
    var processID = 1
    var settings: [String: String] = [:]
}

/// A sequence; as in the real server it isn't undone by a rollback.
struct PgSequence: Hashable, Sendable {
    var last: Int
    var increment = 1
    var isCalled = false
    /// The column that it belongs to, `table.column`.
    var owner: String?

    mutating func next() -> Int {
        if isCalled { last = last.addingReportingOverflow(increment).partialValue }
        isCalled = true
        return last
    }
}

/// Functions that SQLite calls in its statements.
enum PgFunctions {
    /// `pg(name, …)` finds one of ``PgRoutines``; `pgsum` and `pgavg` sum decimals; `pgnum` puts decimals in order.
    static func register(on handle: OpaquePointer, context: PgFunctionContext) {
        let pointer = Unmanaged.passUnretained(context).toOpaque()
        sqlite3_create_function_v2(
            handle,
            "pg",
            -1,
            SQLITE_UTF8,
            pointer,
            { call, count, values in
                guard let call, let values, let pointer = sqlite3_user_data(call) else { return }
                let context = Unmanaged<PgFunctionContext>.fromOpaque(pointer).takeUnretainedValue()
                let arguments = (0..<Int(count)).map { PgFunctions.value(values[$0]) }
                guard case .text(let name)? = arguments.first else { return }
                do throws(PgError) {
                    PgFunctions.answer(call, try PgRoutines.run(name, Array(arguments.dropFirst()), context))
                } catch {
                    PgFunctions.fail(call, error)
                }
            },
            nil,
            nil,
            nil
        )
        for (name, isAverage) in [("pgsum", false), ("pgavg", true)] {
            sqlite3_create_function_v2(
                handle,
                name,
                1,
                SQLITE_UTF8,
                isAverage ? pointer : nil,
                nil,
                { call, _, values in
                    guard let call, let values else { return }
                    let value = PgFunctions.value(values[0])
                    guard value != .null else { return }
                    guard
                        let slot = sqlite3_aggregate_context(
                            call,
                            Int32(MemoryLayout<UnsafeMutableRawPointer?>.size)
                        )
                    else { return }
                    let place = slot.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
                    if place.pointee == nil {
                        place.pointee = Unmanaged.passRetained(DecimalSum()).toOpaque()
                    }
                    guard let pointer = place.pointee else { return }
                    Unmanaged<DecimalSum>.fromOpaque(pointer).takeUnretainedValue().add(value)
                },
                { call in
                    guard let call else { return }
                    guard let slot = sqlite3_aggregate_context(call, 0) else {
                        return sqlite3_result_null(call)
                    }
                    let place = slot.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
                    guard let pointer = place.pointee else { return sqlite3_result_null(call) }
                    let sum = Unmanaged<DecimalSum>.fromOpaque(pointer).takeRetainedValue()
                    guard let result = sqlite3_user_data(call) == nil ? sum.total : sum.average else {
                        return PgFunctions.fail(call, .notModelled("numeric beyond 38 digits"))
                    }
                    PgFunctions.answer(call, .text(result.text))
                },
                nil
            )
        }
        sqlite3_create_collation_v2(
            handle,
            "pgnum",
            SQLITE_UTF8,
            nil,
            { _, count, one, otherCount, other in
                guard let one, let other else { return 0 }
                let left = String(
                    decoding: UnsafeRawBufferPointer(start: one, count: Int(count)),
                    as: UTF8.self
                )
                let right = String(
                    decoding: UnsafeRawBufferPointer(start: other, count: Int(otherCount)),
                    as: UTF8.self
                )
                return Int32(PgDecimal.precedes(left, right))
            },
            nil
        )
    }

    private final class DecimalSum {
        var total: PgDecimal? = PgDecimal(mantissa: 0, scale: 0)
        var count = 0

        func add(_ value: PgValue) {
            count += 1
            guard let sum = total, let text = value.output(as: .numeric), let one = PgDecimal(text) else {
                total = nil
                return
            }
            total = PgDecimal.compute("+", sum, one)
        }

        var average: PgDecimal? {
            total.flatMap { PgDecimal.compute("/", $0, PgDecimal(mantissa: Int128(max(1, count)), scale: 0)) }
        }
    }

    private static func value(_ value: OpaquePointer?) -> PgValue {
        guard let value else { return .null }
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: return .int(Int(sqlite3_value_int64(value)))
        case SQLITE_FLOAT: return .real(sqlite3_value_double(value))
        case SQLITE_NULL: return .null
        default:
            guard let text = sqlite3_value_text(value) else { return .null }
            let count = Int(sqlite3_value_bytes(value))
            return .text(String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
        }
    }

    private static func answer(_ call: OpaquePointer, _ value: PgValue) {
        switch value {
        case .null: sqlite3_result_null(call)
        case .int(let number): sqlite3_result_int64(call, Int64(number))
        case .real(let number): sqlite3_result_double(call, number)
        case .text(let text):
            sqlite3_result_text(call, text, Int32(text.utf8.count), slidectl_sqlite_transient())
        }
    }

    /// The error goes through SQLite as a text that begins with a mark.
    private static func fail(_ call: OpaquePointer, _ error: PgError) {
        let text = "\u{1}\(error.code)\u{1}\(error.message)\u{1}\(error.detail ?? "")"
        sqlite3_result_error(call, text, Int32(text.utf8.count))
    }
}
