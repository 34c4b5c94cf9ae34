/// Why a container can't be described to the engine: it becomes `CreateContainerConfigError`.
struct ConfigError: Error, Hashable, Sendable, CustomStringConvertible {
    let message: String

    init(_ message: String) { self.message = message }

    var description: String { message }
}
