import SimShell

/// busybox's `httpd`: serves the files of a folder.
struct BusyBoxServer: Program {
    static let name = "busybox-httpd"
    private static let longestHead = 8192

    func run(_ process: ProcessContext) async -> ExitCode {
        let tool = ToolContext(process)
        let (options, _) = tool.options(valued: ["-h", "-p", "-c", "-u", "-r"])
        let root = tool.path(options["-h"] ?? ".")
        let port = options["-p"]?.split(separator: ":").last.flatMap { Int($0) } ?? 80
        guard (try? process.files.status(root))?.kind == .directory else {
            return await tool.fail(
                "httpd: can't change directory to '\(options["-h"] ?? "")': No such file or directory"
            )
        }
        if options["-f"] == nil { return await detach(tool) }
        let listener: any NetworkListener
        do throws(NetworkError) { listener = try process.world.network.listen(on: port) } catch {
            return await tool.fail("httpd: bind: Address already in use")
        }
        await withTaskGroup(of: Void.self) { group in
            while let caller = await listener.accept() {
                group.addTask { await Self.serve(caller, root, process) }
            }
        }
        return 0
    }

    /// Without `-f` it goes on in the background.
    private func detach(_ tool: ToolContext) async -> ExitCode {
        let launch = ProcessLaunch(
            arguments: tool.process.arguments + ["-f"],
            environment: tool.process.environment,
            workingDirectory: tool.process.workingDirectory,
            user: tool.process.user,
            streams: ProcessStreams(input: EmptySource(), output: NullSink(), error: NullSink())
        )
        do {
            _ = try tool.process.world.start(launch, parent: 1)
            return 0
        } catch { return await tool.fail("httpd: can't run in the background") }
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
        if (try? process.files.status(path))?.kind == .directory { path += "/index.html" }
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
        type: String = "text/html"
    ) async {
        let head =
            "HTTP/1.1 \(status)\r\nConnection: close\r\nContent-type: \(type)\r\nContent-length: \(body.count)\r\n\r\n"
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
