import EngineAPI

extension EngineError {
    /// What a session may not do, with the way out.
    static func denied(_ message: String) -> EngineError { EngineError(.forbidden, "slidectl: \(message)") }

    /// What a session has enough of.
    static func quota(_ message: String) -> EngineError { EngineError(.tooMany, "slidectl: \(message)") }
}
