import Host
import Synchronization

/// Lines that are told to whoever works in a session's shell, between what the shell and its programs print.
///
/// ```swift
/// command.notes = ShellNotes(terminal: "xterm")
/// command.notes?.say("that's done")
/// ```
/// A line comes at once where the shell waits at an empty prompt or a program only prints lines. It waits while a line is
/// typed, while a program draws on the screen, and in full-screen programs.
public final class ShellNotes: Sendable {
    private struct State {
        var placer: NotePlacer
        var notes: [String] = []
        var wake: (@Sendable () -> Void)?
    }

    private let state: Mutex<State>

    /// Notes for a terminal of a kind, as `TERM` says it.
    public init(terminal: String?) {
        state = Mutex(State(placer: NotePlacer(clears: terminal != nil && terminal != "dumb")))
    }

    /// The environment of a shell whose places are known: its prompts are marked.
    public var environment: [String: String] {
        let (prompt, input, command) = (
            NotePlacer.Mark.prompt, NotePlacer.Mark.input, NotePlacer.Mark.command
        )
        return [
            "PS1": "\\[\(prompt.text)\\]\\W \\$ \\[\(input.text)\\]",
            "PS0": command.text,
            // For this shell alone: others that are started in it would print the marks as text.
            "PROMPT_COMMAND": "export -n PS0 PS1; unset PROMPT_COMMAND",
        ]
    }

    /// Says a line; control characters in it are the caller's.
    public func say(_ line: String) {
        let wake = state.withLock { state in
            state.notes.append(line)
            return state.wake
        }
        wake?()
    }
}

extension ShellNotes: TerminalOverlay {
    package var isWaiting: Bool { state.withLock { !$0.notes.isEmpty } }

    package func onNews(_ wake: (@Sendable () -> Void)?) { state.withLock { $0.wake = wake } }

    package func shown(_ printed: [UInt8]) -> [UInt8] {
        state.withLock { $0.placer.show(printed, &$0.notes) }
    }

    package func whileQuiet(isInLines: Bool) -> [UInt8] {
        state.withLock { $0.placer.whileQuiet(isInLines: isInLines, &$0.notes) }
    }
}
