/// `httpd`: serves the files of a folder.
enum HttpdCommand {
    private static let longestHead = 8192

    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "fivc:d:e:h:m:p:r:u:", applet)
        let folder = options.value("h") ?? "."
        let root = applet.path(folder)
        let port = options.value("p")?.split(separator: ":").last.flatMap { Int($0) } ?? 80
        guard (try? applet.files.status(root))?.kind == .directory else {
            throw await applet.fail("can't change directory to '\(folder)': No such file or directory")
        }
        guard options.has("f") else { return try await detach(applet) }
        let process = applet.process
        let listener: any NetworkListener
        do throws(NetworkError) { listener = try process.world.network.listen(on: port) } catch {
            throw await applet.fail("bind: Address already in use")
        }
        await withTaskGroup(of: Void.self) { group in
            while let caller = await listener.accept() {
                group.addTask { await serve(caller, root, process) }
            }
        }
        return 0
    }

    /// Without `-f` it goes on in the background.
    private static func detach(_ applet: AppletContext) async throws(Applet.Stop) -> ExitCode {
        let process = applet.process
        let launch = ProcessLaunch(
            arguments: process.arguments + ["-f"],
            environment: process.environment,
            workingDirectory: process.workingDirectory,
            user: process.user,
            streams: ProcessStreams(input: EmptySource(), output: NullSink(), error: NullSink())
        )
        do throws(LaunchError) {
            _ = try process.world.start(launch, parent: 1)
            return 0
        } catch {
            throw await applet.fail("can't run in the background")
        }
    }

    private static func serve(
        _ caller: any NetworkConnection,
        _ root: String,
        _ process: ProcessContext
    ) async {
        defer { caller.close() }
        var head: [UInt8] = []
        while !head.contains(subsequence: [13, 10, 13, 10]) {
            guard head.count < longestHead, let piece = await caller.read(atMost: 2048) else { return }
            head += piece
        }
        let words = String(decoding: head.prefix { $0 != 13 }, as: UTF8.self).split(separator: " ").map(
            String.init
        )
        guard words.count >= 2, words[0] == "GET" || words[0] == "HEAD" else {
            await answer(caller, "501 Not Implemented", Array("<H1>501 Not Implemented</H1>\n".utf8), true)
            return
        }
        let parts = words[1].prefix { $0 != "?" }.split(separator: "/")
        guard !parts.contains("..") else {
            await answer(caller, "400 Bad Request", page("400 Bad Request", "Unsupported method"), true)
            return
        }
        var path = ([root == "/" ? "" : root] + parts.map(String.init)).joined(separator: "/")
        if path.isEmpty { path = "/" }
        if (try? process.files.status(path))?.kind == .directory {
            let place = words[1].prefix { $0 != "?" }
            guard place.hasSuffix("/") else {
                await answer(
                    caller,
                    "302 Found",
                    page("302 Found", "Directories must end with a slash"),
                    words[0] == "GET",
                    location: "\(place)/"
                )
                return
            }
            path += "/index.html"
        }
        guard let bytes = try? process.files.read(path, as: process.user) else {
            await answer(
                caller,
                "404 Not Found",
                page("404 Not Found", "The requested URL was not found"),
                words[0] == "GET"
            )
            return
        }
        await answer(caller, "200 OK", bytes, words[0] == "GET", type: type(of: path))
    }

    private static func page(_ title: String, _ text: String) -> [UInt8] {
        Array(
            "<HTML><HEAD><TITLE>\(title)</TITLE></HEAD>\n<BODY><H1>\(title)</H1>\n\(text)\n</BODY></HTML>\n"
                .utf8
        )
    }

    private static func answer(
        _ caller: any NetworkConnection,
        _ status: String,
        _ body: [UInt8],
        _ hasBody: Bool,
        type: String = "text/html",
        location: String? = nil
    ) async {
        let further = location.map { "Location: \($0)\r\n" } ?? ""
        let head =
            "HTTP/1.1 \(status)\r\nConnection: close\r\nContent-type: \(type)\r\n\(further)Content-length: \(body.count)\r\n\r\n"
        try? await caller.write(Array(head.utf8) + (hasBody ? body : []))
        caller.closeWriting()
    }

    private static func type(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "html", "htm": "text/html"
        case "css": "text/css"
        case "js": "application/javascript"
        case "txt": "text/plain"
        case "png": "image/png"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }
}

extension [UInt8] {
    fileprivate func contains(subsequence other: [UInt8]) -> Bool {
        guard count >= other.count else { return false }
        return (0...count - other.count).contains { self[$0..<$0 + other.count].elementsEqual(other) }
    }
}
