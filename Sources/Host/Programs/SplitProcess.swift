private import CSandbox

/// A command that goes on after the process that its caller waits for has ended.
///
/// Two processes from one start: a second start of the program would take as long as all else that the command does.
public struct SplitProcess: Sendable {
    /// Set in a command that was split.
    @TaskLocal public static var current: SplitProcess?

    private let descriptor: Int32

    /// Splits the process, which must not have started any thread, and returns in the one that goes on.
    ///
    /// The other waits: until ``letGo()``, when it ends with 0, or until this one ends, when it ends with the same code. It
    /// passes on SIGINT, SIGTERM and SIGHUP. Where there can't be two, it is nil.
    public static func split() -> SplitProcess? {
        let descriptor = csandbox_split()
        return descriptor < 0 ? nil : SplitProcess(descriptor: descriptor)
    }

    /// Ends the process that waits, and goes on in a session of its own, without the caller's input and output.
    ///
    /// - Returns: Whether it was still there.
    public func letGo() -> Bool { csandbox_let_go(descriptor) == 0 }
}
