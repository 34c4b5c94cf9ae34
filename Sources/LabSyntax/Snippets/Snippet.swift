import SourceText

/// A fence, or a preformatted block of a legacy deck, whose first line is a command.
struct Snippet {
    var commands: [Command]
    /// The lines of the deck, from the first to the last.
    var lines: ClosedRange<Int>

    /// A command with what the slide shows below it.
    struct Command {
        /// Lines that continue it are joined by line feeds.
        var text: String
        var shown: [ShownLine] = []
        var location: SourceLocation
        /// The directives that belong to it, in order.
        var directives: [LabDirective] = []
    }

    struct ShownLine: Hashable {
        var text: String
        var location: SourceLocation
    }
}
