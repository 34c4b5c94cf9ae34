public import EngineGate

/// What a course says about its sandboxes; everything has a safe default.
public struct SandboxSettings: Hashable, Sendable {
    /// What sessions may do on an engine.
    public var gate = GateSettings()
    /// Folders of programs for students, read-only inside, first on PATH: `DIR/bin`, `DIR/cli-plugins`.
    public var clients: [String] = []
    /// How long a command may run that has no limit of its own.
    public var commandTime: Duration?
    /// How much a command may print, in bytes.
    public var output = 64 << 20

    public init() {}
}
