/// An error as the server reports it.
struct PgError: Error, Hashable, Sendable {
    var severity = "ERROR"
    /// The SQLSTATE.
    var code: String
    var message: String
    var detail: String?
    var hint: String?
    /// In characters from 1 in the statement's text.
    var position: Int?

    init(
        _ code: String,
        _ message: String,
        detail: String? = nil,
        hint: String? = nil,
        at position: Int? = nil
    ) {
        self.code = code
        self.message = message
        self.detail = detail
        self.hint = hint
        self.position = position
    }

    /// What the real server could do and this one can't.
    static func notModelled(_ what: String, at position: Int? = nil) -> PgError {
        PgError("0A000", "not modelled: \(what)", at: position)
    }

    /// A setting that nobody knows, or that isn't modelled.
    static func noSetting(_ name: String) -> PgError {
        if PgBuiltins.settings.contains(name.lowercased()) { return .notModelled("the setting \(name)") }
        return PgError("42704", "unrecognized configuration parameter \"\(name)\"")
    }

    /// Whether it says that.
    var isUnmodelled: Bool { code == "0A000" && message.hasPrefix("not modelled: ") }

    static func fatal(_ code: String, _ message: String) -> PgError {
        var error = PgError(code, message)
        error.severity = "FATAL"
        return error
    }
}
