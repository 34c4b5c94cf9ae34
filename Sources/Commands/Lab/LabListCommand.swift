import ArgumentParser
import SystemPackage

/// `slidectl lab list` prints the labs of lectures and their steps.
struct LabListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the labs of lectures with their steps, points and the way each command is run.",
        discussion: """
            Commands outside of any lab are listed last, as the lecture's own. Nothing is run.

            Exit codes: 0 listed; 1 a lab can't be read as it is written (slidectl check says why); 2 no lecture was read.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: "Lectures, or folders of lectures.", completion: .file(extensions: ["slide", "article"]))
    var paths: [String]

    @Option(help: "How to print.")
    var format: Format = .text

    @Option(help: ArgumentHelp("Only the lab of this name.", valueName: "id"))
    var lab: String?

    func run() async throws {
        let list = LabList(paths: paths.map { FilePath($0) }, isJSON: format == .json, lab: lab)
        let code = try list.run()
        if code != 0 { throw ExitCode(code) }
    }
}
