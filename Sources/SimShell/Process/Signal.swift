import Synchronization

/// A signal, by its number on Linux.
public struct Signal: Hashable, Sendable {
    public static let hangUp = Signal(1)
    public static let interrupt = Signal(2)
    public static let quit = Signal(3)
    public static let kill = Signal(9)
    public static let user1 = Signal(10)
    public static let user2 = Signal(12)
    public static let brokenPipe = Signal(13)
    public static let terminate = Signal(15)
    public static let child = Signal(17)
    public static let resume = Signal(18)
    public static let stop = Signal(19)
    public static let windowChange = Signal(28)

    public var number: Int

    public init(_ number: Int) { self.number = number }

    /// The signals' names without `SIG`, by number.
    private static let names: [Int: String] = [
        1: "HUP", 2: "INT", 3: "QUIT", 4: "ILL", 5: "TRAP", 6: "ABRT", 7: "BUS", 8: "FPE", 9: "KILL",
        10: "USR1",
        11: "SEGV", 12: "USR2", 13: "PIPE", 14: "ALRM", 15: "TERM", 16: "STKFLT", 17: "CHLD", 18: "CONT",
        19: "STOP", 20: "TSTP", 21: "TTIN", 22: "TTOU", 23: "URG", 24: "XCPU", 25: "XFSZ", 26: "VTALRM",
        27: "PROF", 28: "WINCH", 29: "POLL", 30: "PWR", 31: "SYS",
    ]

    /// A signal by number or name, with or without `SIG`, in any case; nil where there is none.
    public init?(_ text: String) {
        if let number = Int(text) {
            guard (1...64).contains(number) else { return nil }
            self.init(number)
            return
        }
        let bare = text.uppercased()
        let name = bare.hasPrefix("SIG") ? String(bare.dropFirst(3)) : bare
        guard let number = Self.names.first(where: { $0.value == name })?.key else { return nil }
        self.init(number)
    }

    /// The name without `SIG`, or the number.
    public var name: String { Self.names[number] ?? String(number) }

    /// Whether it does nothing to a process that hasn't asked for it.
    public var isIgnoredByDefault: Bool { [17, 18, 23, 28].contains(number) }
}

/// The signals that a program asked for: they come here instead of ending the process.
///
/// A main process that hasn't asked for a signal ignores it, SIGKILL from outside excepted, as process 1 of a container
/// does.
public final class SignalInbox: Sendable {
    private struct State {
        var wanted: Set<Signal> = []
        var waiting: [Signal] = []
        var reader: CheckedContinuation<Signal?, Never>?
        var isClosed = false
    }

    private let state = Mutex(State())

    public init() {}

    /// Asks for signals; SIGKILL and SIGSTOP can't be had.
    public func ask(for signals: Set<Signal>) {
        state.withLock { $0.wanted.formUnion(signals.subtracting([.kill, .stop])) }
    }

    /// Gives signals their default effect back.
    public func stopAsking(for signals: Set<Signal>) { state.withLock { $0.wanted.subtract(signals) } }

    /// Hands over a signal.
    ///
    /// - Returns: Whether the program asked for it; else the caller sees to its default effect.
    public func deliver(_ signal: Signal) -> Bool {
        state.withLock { state in
            guard state.wanted.contains(signal), !state.isClosed else { return false }
            if let reader = state.reader {
                state.reader = nil
                reader.resume(returning: signal)
            } else if state.waiting.count < 64 {
                state.waiting.append(signal)
            }
            return true
        }
    }

    /// A signal that came already; nil where there is none.
    public func take() -> Signal? {
        state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    }

    /// The next signal; nil when the process ends.
    ///
    /// One reader at a time: a second one gets nil.
    public func next() async -> Signal? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { reader in
                let known: Signal?? = state.withLock { state in
                    if !state.waiting.isEmpty { return .some(state.waiting.removeFirst()) }
                    if state.isClosed || state.reader != nil || Task.isCancelled { return .some(nil) }
                    state.reader = reader
                    return nil
                }
                if let known { reader.resume(returning: known) }
            }
        } onCancel: {
            wakeReader()
        }
    }

    /// Ends the wait of whoever reads, for good.
    public func close() {
        state.withLock { $0.isClosed = true }
        wakeReader()
    }

    private func wakeReader() {
        let reader = state.withLock { state in
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
    }
}
