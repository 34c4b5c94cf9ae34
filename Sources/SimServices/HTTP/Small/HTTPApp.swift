import SimShell

/// A small web program that listens on one port.
struct HTTPApp: Sendable {
    let process: ProcessContext
    let port: Int
    let answer: @Sendable (HTTPRequest, any NetworkConnection) async -> HTTPResponse

    /// Serves until a signal that ends it.
    ///
    /// - Parameters:
    ///   - signals: Those that end it; where it asks for none, only SIGKILL does, as for a main process without handlers.
    ///   - ready: Called once it listens.
    /// - Returns: The signal; nil where the port is taken.
    func run(
        until signals: Set<Signal>,
        ready: @Sendable () async -> Void
    ) async -> Signal? {
        guard let listener = try? process.world.network.listen(on: port) else { return nil }
        let http = HTTPServing(
            answer: answer,
            refuse: { status, _ in
                var response = HTTPResponse(status, headers: ["Content-Type": "text/plain; charset=utf-8"])
                response.body = Array("\(status) \(HTTPResponse.reason(of: status))".utf8)
                response.headers.add("Content-Length", String(response.body.count))
                response.headers.add("Connection", "close")
                return response
            }
        )
        await ready()
        return await Serving(
            process: process,
            ports: [.init(listener: listener, serve: { await http.serve($0) })]
        )
        .run(until: signals)
    }

    /// An answer with a body of a type, in the order of Go's server.
    static func text(
        _ body: String,
        type: String = "text/plain; charset=utf-8",
        status: Int = 200,
        now: WallTime
    ) -> HTTPResponse {
        HTTPResponse(
            status,
            headers: [
                "Content-Type": type, "Date": Calendar(now).httpDate,
                "Content-Length": String(body.utf8.count),
            ],
            body: Array(body.utf8)
        )
    }
}
