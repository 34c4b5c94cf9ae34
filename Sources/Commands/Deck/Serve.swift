import DeckServer
import Foundation
import Host
import Logging
import Ports
import SystemPackage

/// Serves a course until it is stopped.
struct Serve {
    let path: FilePath
    let host: String?
    let port: Int?
    let opensBrowser: Bool

    func run() async throws {
        _ = try LectureFinder.lectures(at: path)
        let isFolder = LectureFinder.isFolder(path)
        let course = try Course(of: path, isFolder: isFolder)
        // The lecture goes on without the settings that are wrong.
        course.reportProblems()
        let start = course.relative(WorkingFolder.absolute(path))
        let host = host ?? course.settings.serve.host ?? "127.0.0.1"
        let configuration = DeckServer.Configuration(
            host: host,
            port: port ?? course.settings.serve.port ?? 3999,
            start: isFolder ? .listing : .deck(start)
        )
        let root = course.reader.root
        let server = DeckServer(
            configuration,
            root: root.path,
            folder: RootedFolder(root),
            pages: CoursePages(course: course),
            watcher: InotifyWatcher()
        )
        let address = start.components.map { $0.string.percentEncodedForPath }.joined(separator: "/")
        let opensBrowser = opensBrowser
        do throws(ServerError) {
            try await server.run { port in
                Self.announce(
                    host: host,
                    port: port,
                    address + (isFolder && !address.isEmpty ? "/" : ""),
                    opensBrowser
                )
            }
        } catch {
            throw CommandFailure("\(error)")
        }
    }

    private static func announce(host: String, port: Int, _ address: String, _ opensBrowser: Bool) {
        let name =
            ["0.0.0.0", "::", ""].contains(host) ? "localhost" : host.contains(":") ? "[\(host)]" : host
        let url = "http://\(name):\(port)/\(address)"
        StandardStream.output.write("\(url)\n")
        StandardStream.error.write("Press Ctrl-C to stop.\n")
        if !["127.0.0.1", "::1", "localhost"].contains(host) {
            StandardStream.error.write(
                "Listening on \(host): everyone who reaches port \(port) there can read the files of this course.\n"
            )
        }
        if opensBrowser { Browser.open(url) }
    }
}

/// The user's web browser.
enum Browser {
    static func open(_ url: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xdg-open", url]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.terminationHandler = { process in
            if process.terminationStatus != 0 {
                StandardStream.error.write(
                    "slidectl: the browser can't be opened (xdg-open); open \(url) yourself\n"
                )
            }
        }
        try? process.run()
    }
}
