import ArgumentParser
import SystemPackage

/// `slidectl render` writes a lecture as a file.
struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Write a lecture as a file: a page, a site, or data.",
        discussion: """
            html          one page with everything inside; opens by double click
            site          a folder of pages with an index, of one or many lectures
            present-json  the tree as `present -notes` has it, and the header
            tree          the tree with the place of every part

            Problems are printed to standard error; a lecture that present refuses isn't written (exit code 1).
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case html, site, presentJSON = "present-json", tree
    }

    @Argument(
        help: "The lecture: a .slide or .article file; for a site also a folder.",
        completion: .file(extensions: ["slide", "article"])
    )
    var deck: String

    @Option(name: .customLong("to"), help: ArgumentHelp("What to write.", valueName: "form"))
    var format: Format = .html

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp(
            "The file to write, or for a site the folder (default: standard output).",
            valueName: "file"
        ),
        completion: .file()
    )
    var output: String?

    func run() throws {
        try Render(path: FilePath(deck), format: format, output: OutputFile.path(output)).run()
    }
}
