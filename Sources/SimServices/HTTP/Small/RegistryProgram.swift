import SimShell

/// The `registry` image's server on port 5000, as far as a browser or `curl` asks: it is there, and holds nothing.
///
/// Pushes go to the session's own registry; what is sent here is refused.
struct RegistryProgram: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let address = process.variable("REGISTRY_HTTP_ADDR") ?? ":5000"
        guard let port = address.split(separator: ":").last.flatMap({ Int($0) }), (1...65_535).contains(port)
        else {
            await process.complain("configuration error: invalid address \"\(address)\"")
            return 1
        }
        let app = HTTPApp(process: process, port: port) { request, connection in
            if !["GET", "HEAD"].contains(request.method) {
                process.world.noteModelled("pushes into a container of the registry")
            }
            let response = Self.answer(request, now: process.world.now)
            await process.print(
                "\(connection.peer) - - [\(Calendar(process.world.now).logDate)] \"\(request.line)\" \(response.status) "
                    + "\(response.body.count) \"\" \((request.headers["User-Agent"] ?? "").jsonQuoted)"
            )
            return response
        }
        let signal = await app.run(until: [.terminate, .interrupt]) {
            let time = Calendar(process.world.now)
            await process.complain(
                "time=\"\(time.date)T\(time.clock)Z\" level=info msg=\"listening on [::]:\(port)\" go.version=go1.20.8"
            )
        }
        return signal == nil ? 1 : 0
    }

    static func answer(_ request: HTTPRequest, now: WallTime) -> HTTPResponse {
        let path = request.rawPath
        var response: HTTPResponse
        if path == "/" {
            response = HTTPResponse(
                200,
                headers: ["Cache-Control": "no-cache", "Date": Calendar(now).httpDate, "Content-Length": "0"]
            )
            return response
        }
        if !["GET", "HEAD"].contains(request.method) {
            response = failure(405, "UNSUPPORTED", "pushing into this container is not modelled", now)
        } else if path == "/v2" || path == "/v2/" {
            response = HTTPApp.text("{}", type: "application/json", now: now)
        } else if path == "/v2/_catalog" {
            response = HTTPApp.text("{\"repositories\":[]}\n", type: "application/json", now: now)
        } else if path.hasPrefix("/v2/"), path.contains("/manifests/") {
            response = failure(404, "MANIFEST_UNKNOWN", "manifest unknown", now)
        } else if path.hasPrefix("/v2/"), path.contains("/blobs/") {
            response = failure(404, "BLOB_UNKNOWN", "blob unknown to registry", now)
        } else if path.hasPrefix("/v2/"), path.hasSuffix("/tags/list") {
            response = failure(404, "NAME_UNKNOWN", "repository name not known to registry", now)
        } else {
            return HTTPApp.text("404 page not found\n", status: 404, now: now)
        }
        response.headers.add("Docker-Distribution-Api-Version", "registry/2.0")
        response.headers.add("X-Content-Type-Options", "nosniff")
        return response
    }

    private static func failure(
        _ status: Int,
        _ code: String,
        _ words: String,
        _ now: WallTime
    ) -> HTTPResponse {
        HTTPApp.text(
            "{\"errors\":[{\"code\":\"\(code)\",\"message\":\"\(words)\"}]}\n",
            type: "application/json",
            status: status,
            now: now
        )
    }
}
