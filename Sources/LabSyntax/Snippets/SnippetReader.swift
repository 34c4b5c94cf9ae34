import SourceText

/// Puts a snippet together, line by line.
struct SnippetReader {
    private var commands: [Snippet.Command] = []
    /// Directives for the command that comes next.
    private var pending: [LabDirective] = []
    /// Where the last directive was put.
    private var lastIsPending = false
    private var isContinued = false

    mutating func add(_ line: String, at location: SourceLocation) {
        if let last = commands.indices.last, isContinued || continues(line, last) {
            commands[last].text += "\n" + (Self.isPrompt(line) ? String(line.dropFirst(2)) : line)
            commands[last].location.range =
                commands[last].location.range.lowerBound..<location.range.upperBound
            isContinued = line.hasSuffix("\\")
        } else if line.hasPrefix("$ ") {
            commands.append(
                Snippet.Command(text: String(line.dropFirst(2)), location: location, directives: pending)
            )
            pending = []
            isContinued = line.hasSuffix("\\")
        } else if let last = commands.indices.last {
            commands[last].shown.append(Snippet.ShownLine(text: line, location: location))
        }
    }

    /// Whether a shell asked for more: only right under a command's own lines.
    private func continues(_ line: String, _ last: Int) -> Bool {
        Self.isPrompt(line) && commands[last].shown.isEmpty
    }

    /// Editors take the space away that nothing follows.
    private static func isPrompt(_ line: String) -> Bool { line == ">" || line.hasPrefix("> ") }

    mutating func add(_ directive: LabDirective) {
        if directive.verb.looksBack, let last = commands.indices.last {
            commands[last].directives.append(directive)
            lastIsPending = false
        } else {
            pending.append(directive)
            lastIsPending = true
        }
    }

    /// Adds to the directive that came last.
    mutating func `continue`(with text: String, line: Int, column: Int) {
        if lastIsPending, let last = pending.indices.last {
            pending[last].continue(with: text, line: line, column: column)
        } else if let command = commands.indices.last, let last = commands[command].directives.indices.last {
            commands[command].directives[last].continue(with: text, line: line, column: column)
        }
    }

    /// Returns the snippet, and what was meant for a command that never came.
    func finish(lines: ClosedRange<Int>) -> (snippet: Snippet, unbound: [LabDirective]) {
        (Snippet(commands: commands, lines: lines), pending)
    }
}
