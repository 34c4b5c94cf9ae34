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
            let isPrompt = line.hasPrefix("> ")
            commands[last].text += "\n" + (isPrompt ? String(line.dropFirst(2)) : line)
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
        line.hasPrefix("> ") && commands[last].shown.isEmpty
    }

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

    /// Returns the snippet; what was meant for a command that never came goes to the last one.
    mutating func finish(lines: ClosedRange<Int>) -> Snippet {
        if let last = commands.indices.last { commands[last].directives += pending }
        return Snippet(commands: commands, lines: lines)
    }
}
