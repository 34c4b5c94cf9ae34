import ArgumentParser
import SystemPackage

/// `slidectl present` shows a lecture in the terminal.
struct PresentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "present",
        abstract: "Show a lecture in the terminal.",
        discussion: """
            --dump prints every screen as text: as many lines as the screen has rows, a form feed between screens. \
            --read prints the lecture as one text, for screen readers and pagers.
            """
    )

    enum Theme: String, ExpressibleByArgument, CaseIterable {
        case light, dark, auto
    }

    enum Colours: String, ExpressibleByArgument, CaseIterable {
        case auto, full = "24bit", palette = "256", sixteen = "16", none
    }

    @Argument(help: "The lecture: a .slide file.", completion: .file(extensions: ["slide", "article"]))
    var deck: String

    @Option(help: ArgumentHelp("Print every screen of a size, such as 80x24.", valueName: "size"))
    var dump: DumpSize?

    @Flag(help: "With --dump: print colours, too.")
    var ansi = false

    @Flag(help: "Print the lecture as one text, with its notes.")
    var read = false

    @Option(help: "The colours: for a light or a dark ground; auto asks the terminal.")
    var theme: Theme = .auto

    @Option(help: "How many colours the terminal has; auto finds out.")
    var colors: Colours = .auto

    func validate() throws {
        if read, dump != nil { throw ValidationError("--read and --dump exclude each other") }
        if ansi, dump == nil { throw ValidationError("--ansi belongs to --dump") }
    }

    func run() async throws {
        let talk = try Talk(FilePath(deck))
        if read { return StandardStream.output.write(LinearOutput.text(of: talk)) }
        guard let dump else {
            throw CommandFailure("standard output is no terminal; print the screens with --dump 80x24")
        }
        ScreenDump(talk: talk, size: dump, isStyled: ansi, theme: theme, colours: colors).run()
    }
}

/// The size of a screen in columns and rows: `80x24`.
struct DumpSize: ExpressibleByArgument, Hashable {
    var columns: Int
    var rows: Int

    init?(argument: String) {
        let parts = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]),
            (1...1_000).contains(columns), (1...1_000).contains(rows)
        else { return nil }
        (self.columns, self.rows) = (columns, rows)
    }
}
