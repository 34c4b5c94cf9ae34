import SimShell

/// `agnhost` of Kubernetes' own tests, as far as its tutorials show it: web programs that say who answers, or that fall ill.
struct AgnhostProgram: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let words = process.arguments.dropFirst()
        let valued: Set = ["http-port", "udp-port", "port"]
        guard let options = try? Options(words.dropFirst(), flags: ["tcp", "http"], valued: valued) else {
            return await refuse(words.joined(separator: " "), process)
        }
        let start = process.world.now
        switch words.first {
        case "netexec":
            return await serve(options.value("http-port") ?? "8080", process) { request, peer in
                await page(request, peer, start, process)
            }
        case "serve-hostname":
            return await serve(options.value("port") ?? "9376", process) { _, _ in
                HTTPApp.text(process.world.hostName, now: process.world.now)
            }
        case "liveness":
            return await serve("8080", process) { request, _ in health(request, start, process) }
        case "pause":
            await process.print("Paused")
            let signal = await Serving(process: process, ports: []).run(until: [.terminate, .interrupt])
            return signal == nil ? 137 : 0
        default: return await refuse(words.first ?? "", process)
        }
    }

    private func refuse(_ what: String, _ process: ProcessContext) async -> ExitCode {
        await process.complain("agnhost: \(what): is not modelled")
        return 1
    }

    private func serve(
        _ text: String,
        _ process: ProcessContext,
        answer: @escaping @Sendable (HTTPRequest, String) async -> HTTPResponse
    ) async -> ExitCode {
        guard let port = Int(text), (1...65_535).contains(port) else {
            return await refuse("the port \(text)", process)
        }
        let app = HTTPApp(process: process, port: port) { request, connection in
            await answer(request, connection.peer)
        }
        let signal = await app.run(until: [.terminate, .interrupt]) {
            await log("Started HTTP server on port \(port)", process)
        }
        // So a program of Go's ends that has no handler for signals.
        if signal != nil { return 2 }
        return Task.isCancelled ? 137 : 1
    }

    /// A page of `netexec`.
    private func page(
        _ request: HTTPRequest,
        _ peer: String,
        _ start: WallTime,
        _ process: ProcessContext
    ) async -> HTTPResponse {
        let now = process.world.now
        let path = request.rawPath
        switch path {
        case "/healthz": return HTTPApp.text("", now: now)
        case "/hostname", "/hostName":
            await log("GET \(path)", process)
            return HTTPApp.text(process.world.hostName, now: now)
        case "/clientip":
            await log("GET /clientip", process)
            return HTTPApp.text(peer.contains(":") ? peer : peer + ":0", now: now)
        case "/dial", "/echo", "/exit", "/header", "/redirect", "/shell", "/upload":
            return HTTPApp.text("agnhost: \(path): is not modelled\n", status: 501, now: now)
        default:
            await log("GET /", process)
            let time = Calendar(now)
            let fraction = Calendar.digits(time.microsecond, 6)
            let up = Double((now.nanoseconds - start.nanoseconds) / 1000) / 1_000_000
            let text = "NOW: \(time.date) \(time.clock).\(fraction) +0000 UTC m=+\(up)"
            return HTTPApp.text(text, now: now)
        }
    }

    /// A page of `liveness`: well for ten seconds, then ill.
    private func health(_ request: HTTPRequest, _ start: WallTime, _ process: ProcessContext) -> HTTPResponse
    {
        let now = process.world.now
        let up = Double((now.nanoseconds - start.nanoseconds) / 1_000_000) / 1000
        switch request.rawPath {
        case "/healthz" where up > 10: return HTTPApp.text("error: \(up)", status: 500, now: now)
        case "/healthz": return HTTPApp.text("ok", now: now)
        case "/started": return HTTPApp.text("\(up)s", now: now)
        default: return HTTPApp.text("404 page not found\n", status: 404, now: now)
        }
    }

    /// A line of the log in the form of Kubernetes' programs.
    private func log(_ text: String, _ process: ProcessContext) async {
        let now = Calendar(process.world.now)
        let id = String(process.id)
        let stamp = "I\(Calendar.digits(now.month))\(Calendar.digits(now.day)) \(now.clock)."
        let padding = String(repeating: " ", count: max(0, 7 - id.count))
        await process.complain(
            "\(stamp)\(Calendar.digits(now.microsecond, 6)) \(padding)\(id) log.go:195] \(text)"
        )
    }
}
