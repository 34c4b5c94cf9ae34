/// What a container's process does: the one thing to write to give the sandbox another command.
///
/// ```swift
/// struct TrueProgram: Program {
///     func run(_ process: ProcessContext) async -> ExitCode { 0 }
/// }
/// ```
/// A program lives in memory: it reads and writes through its ``ProcessContext`` and touches nothing of the machine.
/// Its task is cancelled when a signal ends the process; whatever it awaits then returns or throws at once.
public protocol Program: Sendable {
    /// Runs to the end.
    ///
    /// - Returns: The exit code, 0…255. What it says after a deadly signal isn't asked.
    func run(_ process: ProcessContext) async -> ExitCode
}

/// A process's exit code, 0…255; 128 + N where signal N ended it.
public typealias ExitCode = UInt8

/// Finds programs by the names that executable files carry.
public struct ProgramTable: Sendable {
    private var programs: [String: any Program]

    public init(_ programs: [String: any Program] = [:]) { self.programs = programs }

    /// The program of a name.
    public subscript(name: String) -> (any Program)? {
        get { programs[name] }
        set { programs[name] = newValue }
    }

    /// The names, sorted.
    public var names: [String] { programs.keys.sorted() }

    /// Both tables' programs; those of `other` win.
    public func merging(_ other: ProgramTable) -> ProgramTable {
        ProgramTable(programs.merging(other.programs) { _, theirs in theirs })
    }
}
