import ArgumentParser
import SystemPackage

/// `slidectl serve` shows lectures in the browser.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Show lectures in the browser; pages follow every save.",
        discussion: """
            Prints the address of the page. Files are served from below the course's root only: the nearest folder \
            above that holds slidectl.yaml, else the lecture's own folder, or the folder given.

            Ctrl-C stops the server.
            """
    )

    @Argument(
        help: "A lecture, or a folder of lectures.",
        completion: .file(extensions: ["slide", "article"])
    )
    var path = "."

    @Option(help: "The address to listen on (default: 127.0.0.1, which only this machine reaches).")
    var host: String?

    @Option(help: "The port to listen on; 0 takes a free one (default: 3999).")
    var port: UInt16?

    @Flag(help: "Open the lecture in the browser.")
    var open = false

    func run() async throws {
        try await Serve(path: FilePath(path), host: host, port: port.map(Int.init), opensBrowser: open).run()
    }
}
