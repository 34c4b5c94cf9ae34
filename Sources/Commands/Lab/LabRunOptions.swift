import ArgumentParser
import SystemPackage

/// What the commands that run labs take.
struct LabRunOptions: ParsableArguments {
    @OptionGroup var sandbox: SandboxOptions

    @Argument(help: "The lecture.", completion: .file(extensions: ["slide", "article"]))
    var deck: String

    @Option(help: ArgumentHelp("Only the lab of this name.", valueName: "id"))
    var lab: String?

    @Option(
        help: """
            How to report: text, json, junit, tap, github (annotations), summary (for GitHub's job page), gradescope \
            or html.
            """
    )
    var format = LabFormat.text

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write the report to a file; what happens is still told here.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    var outputPath: FilePath? { OutputFile.path(output) }
}
