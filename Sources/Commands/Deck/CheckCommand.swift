import ArgumentParser
import SystemPackage

/// `slidectl check` finds what is wrong with lectures.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find what is wrong with lectures, and what present would lose in silence.",
        discussion: """
            Every problem has an id, listed in docs/diagnostics.md; check.disable in slidectl.yaml turns ids off.

            Exit codes: 0 clean; 1 errors (with --strict also warnings); 2 the check could not run.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, sarif
    }

    @Argument(help: "Lectures, or folders of lectures.", completion: .file(extensions: ["slide", "article"]))
    var paths: [String]

    @Option(help: "How to report.")
    var format: Format = .text

    @Flag(help: "Make the changes that are mechanical, then report what is left.")
    var fix = false

    @Flag(help: "Let warnings fail the check, too.")
    var strict = false

    @Flag(help: "Try links that lead out of the course, too; this uses the network.")
    var links = false

    @Option(
        help: ArgumentHelp(
            "Tell which slides don't fit: terminals such as 80x24, windows such as 1280x720 pixels.",
            valueName: "sizes"
        )
    )
    var fit: FitSizes?

    func run() async throws {
        let check = Check(
            paths: paths.map { FilePath($0) },
            format: format,
            fixes: fix,
            isStrict: strict,
            triesLinks: links,
            fit: fit
        )
        let code = await check.run()
        if code != 0 { throw ExitCode(code) }
    }
}
