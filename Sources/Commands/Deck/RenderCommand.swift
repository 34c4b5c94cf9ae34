import ArgumentParser
import SystemPackage

/// `slidectl render`
struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Write a lecture as a file: a page, a site, or data.",
        discussion: """
            html          one page with everything inside; opens by double click
            site          a folder of static pages with an index; DECK may be a folder of lectures
            present-json  the tree in the form of `present -notes`: sections, titleNotes, and doc
            tree          the tree with the place of every part
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case html, site, presentJSON = "present-json", tree
    }

    @Argument(help: "The lecture: a .slide or .article file.", completion: .file(extensions: ["slide", "article"]))
    var deck: String

    @Option(name: .customLong("to"), help: "What to write: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: Format = .html

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: "The file to write, or for a site the folder. A site needs it; all else goes to standard output.",
        completion: .file())
    var output: String?

    func run() async throws {
        try Render(path: FilePath(deck), format: format, output: output.map { FilePath($0) }).run()
    }
}
