/// The size of a terminal's window.
public struct WindowSize: Hashable, Sendable {
    public var columns: Int
    public var rows: Int
    /// The size in pixels; 0 where the terminal doesn't say.
    public var pixelWidth: Int
    public var pixelHeight: Int

    public init(columns: Int, rows: Int, pixelWidth: Int = 0, pixelHeight: Int = 0) {
        self.columns = columns
        self.rows = rows
        self.pixelWidth = pixelWidth
        self.pixelHeight = pixelHeight
    }
}

/// What wakes a program that waits at a terminal.
public enum TerminalHappening: Hashable, Sendable {
    /// The terminal sent bytes: keys, the mouse, answers.
    case input([UInt8])
    /// The window has another size.
    case resized
    /// The process shall end: by SIGTERM or SIGINT from elsewhere.
    case interrupted(signal: Int)
    /// The process shall stop for a while, as after Ctrl-Z.
    case suspended
    /// The process goes on after it was stopped.
    case resumed
    /// Somebody called `wake()`.
    case woken
    /// Everything that was written has been taken.
    case drained
    /// The terminal is gone.
    case closed
    /// The deadline has passed.
    case timeout
}

/// A terminal that a program has to itself for a while.
public protocol Terminal: Sendable {
    /// The window's size now; nil where there is no telling.
    var windowSize: WindowSize? { get }
    /// Whether something that was written hasn't been taken yet.
    var isBusy: Bool { get }
    /// Takes the terminal: keys come as they are pressed, unseen, and signals are told.
    ///
    /// - Parameter restoring: What is printed when the program gives the terminal back, even by a crash.
    /// - Throws: ``TerminalError/failed(_:)`` with the system's reason.
    func enter(restoring: [UInt8]) throws(TerminalError)
    /// Gives the terminal back, as it was found.
    ///
    /// - Parameter dropsInput: Whether what came and wasn't read is thrown away; else it is for whoever reads next.
    func leave(droppingInput dropsInput: Bool)
    /// Writes bytes; what isn't taken at once is kept and sent while waiting.
    func write(_ bytes: [UInt8])
    /// Waits until something happens; a deadline of nil is never.
    func wait(until deadline: ContinuousClock.Instant?) -> [TerminalHappening]
    /// Makes the one who waits look up, from any thread.
    func wake()
    /// Gives the terminal back, stops the process until somebody lets it go on, and takes the terminal again.
    func stopProcess() throws(TerminalError)
}

/// Why a terminal can't be had.
public enum TerminalError: Error, Hashable, Sendable {
    /// Input or output is no terminal.
    case noTerminal
    /// The system's reason.
    case failed(String)
}
