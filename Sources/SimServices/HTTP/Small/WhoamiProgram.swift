import SimShell

/// `traefik/whoami`: says who answers, and what was asked.
struct WhoamiProgram: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let options: Options
        do throws(Options.Problem) {
            // Go's flags take one dash or two.
            let words = process.arguments.dropFirst().map {
                $0.hasPrefix("-") && !$0.hasPrefix("--") ? "-" + $0 : $0
            }
            options = try Options(words, flags: ["verbose"], valued: ["port", "name"])
        } catch {
            if case .unknown(let word) = error {
                await process.complain("flag provided but not defined: \(word.dropFirst())")
            }
            return 2
        }
        let text = options.value("port") ?? process.variable("WHOAMI_PORT_NUMBER") ?? "80"
        guard let port = Int(text), (1...65_535).contains(port) else {
            await process.complain(
                "\(NginxLogs.time(process.world.now)) listen tcp: lookup tcp/\(text): unknown port"
            )
            return 1
        }
        let name = options.value("name") ?? process.variable("WHOAMI_NAME")
        let app = HTTPApp(process: process, port: port) { request, connection in
            answer(request, from: connection.peer, name: name, process)
        }
        let signal = await app.run(until: [.terminate, .interrupt]) {
            await process.complain("\(NginxLogs.time(process.world.now)) Starting up on port \(port)")
        }
        guard signal == nil else { return signal == .interrupt ? 130 : 143 }
        guard !Task.isCancelled else { return 137 }
        await process.complain(
            "\(NginxLogs.time(process.world.now)) listen tcp :\(port): bind: address already in use"
        )
        return 1
    }

    private func answer(
        _ request: HTTPRequest,
        from peer: String,
        name: String?,
        _ process: ProcessContext
    ) -> HTTPResponse {
        let now = process.world.now
        switch request.rawPath {
        case "/health":
            return HTTPResponse(200, headers: ["Date": Calendar(now).httpDate, "Content-Length": "0"])
        case "/bench": return HTTPApp.text("1", type: "text/plain", now: now)
        case "/api":
            return HTTPApp.text(json(request, peer, name, process), type: "application/json", now: now)
        default: break
        }
        var body = name.map { "Name: \($0)\n" } ?? ""
        body += "Hostname: \(process.world.hostName)\n"
        for address in ["127.0.0.1"] + process.world.network.addresses { body += "IP: \(address)\n" }
        body += "RemoteAddr: \(peer.contains(":") ? peer : peer + ":0")\n"
        body += "\(request.method) \(request.target) HTTP/1.1\r\nHost: \(request.headers["Host"] ?? "")\r\n"
        if let agent = request.headers["User-Agent"] { body += "User-Agent: \(agent)\r\n" }
        let others = request.headers.fields.filter { !["host", "user-agent"].contains($0.name.lowercased()) }
        for field in others.map({ (Self.canonical($0.name), $0.value) }).sorted(by: { $0.0 < $1.0 }) {
            body += "\(field.0): \(field.1)\r\n"
        }
        body += "\r\n" + request.body.text
        return HTTPApp.text(body, now: now)
    }

    private func json(
        _ request: HTTPRequest,
        _ peer: String,
        _ name: String?,
        _ process: ProcessContext
    ) -> String {
        let addresses = (["127.0.0.1"] + process.world.network.addresses).map(\.jsonQuoted).joined(
            separator: ","
        )
        let headers = request.headers.fields.filter { $0.name.lowercased() != "host" }
            .map { (Self.canonical($0.name), $0.value) }.sorted { $0.0 < $1.0 }
            .map { "\($0.0.jsonQuoted):[\($0.1.jsonQuoted)]" }.joined(separator: ",")
        var text =
            "{\"hostname\":\(process.world.hostName.jsonQuoted),\"ip\":[\(addresses)],\"headers\":{\(headers)}"
        text += ",\"url\":\(request.target.jsonQuoted),\"host\":\((request.headers["Host"] ?? "").jsonQuoted)"
        text += ",\"method\":\(request.method.jsonQuoted)"
        if let name { text += ",\"name\":\(name.jsonQuoted)" }
        text += ",\"remoteAddr\":\((peer.contains(":") ? peer : peer + ":0").jsonQuoted)}\n"
        return text
    }

    /// `user-agent` as `User-Agent`.
    private static func canonical(_ name: String) -> String {
        name.split(separator: "-", omittingEmptySubsequences: false)
            .map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }.joined(separator: "-")
    }
}

extension String {
    /// As a string of JSON.
    var jsonQuoted: String {
        var result = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
