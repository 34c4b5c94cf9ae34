/// Writes lines of its own into what a ``TerminalRelay`` shows.
///
/// All of it is called on the relay's thread, but ``onNews``'s closure, which wakes that thread.
package protocol TerminalOverlay: Sendable {
    /// Whether something waits to be shown.
    var isWaiting: Bool { get }
    /// Takes what wakes the relay, called when something begins to wait; nil when the relay is over.
    func onNews(_ wake: (@Sendable () -> Void)?)
    /// What is shown in place of what the program printed.
    func shown(_ printed: [UInt8]) -> [UInt8]
    /// What is shown while the program prints nothing.
    ///
    /// - Parameter isInLines: Whether the program lets the terminal take whole lines, as most do that only print.
    /// - Returns: The bytes; none where nothing may be written now.
    func whileQuiet(isInLines: Bool) -> [UInt8]
}
