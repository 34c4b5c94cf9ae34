import SimShell

/// The `kubernetes-bootcamp` of the Kubernetes tutorials, version 1 or 2, on port 8080.
struct BootcampProgram: Program {
    private let version: Int

    /// - Parameter version: 1 or 2, as the image's tag.
    init(version: Int) { self.version = version }

    func run(_ process: ProcessContext) async -> ExitCode {
        if let word = process.arguments.dropFirst().first, !word.hasSuffix("server.js") {
            await process.complain("node: \(word): is not modelled; only the image's server.js is")
            return 9
        }
        let host = process.world.hostName
        let start = process.world.now
        let requests = Count()
        let app = HTTPApp(process: process, port: 8080) { [version] request, _ in
            _ = requests.enter(limit: Int.max)
            let now = process.world.now
            let uptime = Double((now.nanoseconds - start.nanoseconds) / 1_000_000) / 1000
            await process.print(
                "Running On: \(host) | Total Requests: \(requests.value) | App Uptime: \(uptime) seconds | "
                    + "Log Time: \(Self.time(now))"
            )
            let body = "Hello Kubernetes bootcamp! | Running on: \(host) | v=\(version)\n"
            return HTTPApp.text(body, type: "text/plain", now: now)
        }
        // Node without handlers: SIGTERM doesn't end a main process.
        _ = await app.run(until: []) {
            await process.print(
                "Kubernetes Bootcamp App Started At: \(Self.time(process.world.now)) | Running On:  \(host) \n"
            )
        }
        return Task.isCancelled ? 137 : 1
    }

    private static func time(_ now: WallTime) -> String {
        let time = Calendar(now)
        return "\(time.date)T\(time.clock).\(Calendar.digits(time.microsecond / 1000, 3))Z"
    }
}
