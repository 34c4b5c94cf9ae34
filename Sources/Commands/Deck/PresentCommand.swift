import ArgumentParser
import DeckTerm
import SystemPackage
import TermUI

/// `slidectl present` shows a lecture in the terminal.
///
/// It runs without Swift's shared threads: see ``QueueExecutor``.
struct PresentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "present",
        abstract: "Show a lecture in the terminal.",
        discussion: """
            The window follows every save. Keys: arrows and space step, digits and Enter go to a slide, o shows all \
            slides, / searches, ? lists all keys, q leaves.

            --dump prints every screen as text: as many lines as the screen has rows, a form feed between screens; with \
            --notes it prints what the speaker sees of each slide. \
            --read prints the lecture as one text, for screen readers and pagers.
            """
    )

    enum Theme: String, ExpressibleByArgument, CaseIterable {
        case light, dark, auto
    }

    enum Colours: String, ExpressibleByArgument, CaseIterable {
        case auto, full = "24bit", palette = "256", sixteen = "16", none
    }

    enum Pictures: String, ExpressibleByArgument, CaseIterable {
        case auto, kitty, iterm, sixel, symbols, none

        /// The forms that may be used.
        var allowed: Set<TerminalTraits.Pictures> {
            TerminalTraits.Pictures(rawValue: rawValue).map { [$0] } ?? Set(TerminalTraits.Pictures.allCases)
        }
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

    @Option(help: "How pictures are shown, by the program chafa; auto asks the terminal.")
    var pictures: Pictures = .auto

    @Flag(help: "Show the notes, the next slide and clocks; follows the window that shows the lecture.")
    var notes = false

    @Option(help: "How long the talk may be; --notes counts down.")
    var minutes: Int?

    @Option(
        help: ArgumentHelp("Record what is shown as an asciicast.", valueName: "file"),
        completion: .file(extensions: ["cast"])
    )
    var record: String?

    func validate() throws {
        if let minutes, !(1...1440).contains(minutes) {
            throw ValidationError("--minutes is a number from 1 to 1440")
        }
        if read, dump != nil { throw ValidationError("--read and --dump exclude each other") }
        if ansi, dump == nil { throw ValidationError("--ansi belongs to --dump") }
    }

    func run() throws {
        if read { return StandardStream.output.write(LinearOutput.text(of: try Talk(FilePath(deck)))) }
        if let dump {
            let talk = try Talk(FilePath(deck))
            return ScreenDump(
                talk: talk,
                size: dump,
                isStyled: ansi,
                showsNotes: notes,
                minutes: minutes,
                theme: theme,
                colours: colors
            ).run()
        }
        try Present(
            path: FilePath(deck),
            role: notes ? .speaker : .audience,
            minutes: minutes,
            theme: theme,
            colours: colors,
            pictures: pictures,
            record: record.map { FilePath($0) }
        ).run()
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
