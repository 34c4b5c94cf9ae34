extension Coreutils {
    static let netApplets: [String: any Program] = [
        "wget": Applet("wget", WgetCommand.run),
        "nc": Applet("nc") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "lp:w:vzn", applet)
            let network = applet.process.world.network
            let connection: any NetworkConnection
            if options.has("l") {
                guard let port = (options.value("p") ?? options.rest.last).flatMap(Int.init) else {
                    throw await applet.usage("nc -l -p PORT")
                }
                let listener: any NetworkListener
                do throws(NetworkError) { listener = try network.listen(on: port) } catch {
                    throw await applet.fail("bind: Address already in use")
                }
                guard let caller = await listener.accept() else { throw .exit(137) }
                listener.close()
                connection = caller
            } else {
                guard options.rest.count == 2, let port = Int(options.rest[1]) else {
                    throw await applet.usage("nc [OPTIONS] HOST PORT  - connect")
                }
                connection = try await connect(options.rest[0], port, &applet)
                if options.has("z") {
                    connection.close()
                    return 0
                }
            }
            defer { connection.close() }
            let input = applet.process.streams.input
            let output = applet.process.streams.output
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    while let piece = await input.read(atMost: 65_536) {
                        do { try await connection.write(piece) } catch { return }
                    }
                    connection.closeWriting()
                }
                while let piece = await connection.read(atMost: 65_536) {
                    do { try await output.write(piece) } catch { break }
                }
                group.cancelAll()
            }
            return 0
        },
        "ping": Applet("ping", ping),
        "nslookup": Applet("nslookup", LookupCommand.run),
    ]

    /// Connects, or ends the command in BusyBox's words.
    static func connect(
        _ host: String,
        _ port: Int,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) -> any NetworkConnection {
        let network = applet.process.world.network
        do throws(NetworkError) {
            return try await network.connect(to: host, port: port)
        } catch {
            let address = await network.resolve(host).first ?? host
            switch error {
            case .unknownHost: throw await applet.fail("bad address '\(host)'")
            case .refused:
                throw await applet.fail("can't connect to remote host (\(address)): Connection refused")
            case .unreachable:
                throw await applet.fail("can't connect to remote host (\(address)): Network is unreachable")
            case .timedOut:
                throw await applet.fail("can't connect to remote host (\(address)): Connection timed out")
            case .addressInUse:
                throw await applet.fail("can't connect to remote host (\(address)): Address in use")
            }
        }
    }

    private static let ping: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "46c:s:t:w:W:i:I:q", applet)
        guard let host = options.rest.first else { throw await applet.usage("ping [OPTIONS] HOST") }
        let network = applet.process.world.network
        guard let address = await network.resolve(host).first else {
            throw await applet.fail("bad address '\(host)'")
        }
        // Whoever refuses a connection is there.
        var isThere = true
        do throws(NetworkError) {
            try await network.connect(to: address, port: 7).close()
        } catch {
            isThere = error == .refused
        }
        let count = options.value("c").flatMap(Int.init)
        try await applet.printLine("PING \(host) (\(address)): 56 data bytes")
        try await applet.flush()
        var sent = 0
        while count.map({ sent < $0 }) ?? true {
            if isThere, !options.has("q") {
                try await applet.printLine("64 bytes from \(address): seq=\(sent) ttl=64 time=0.100 ms")
                try await applet.flush()
            }
            sent += 1
            if let count, sent >= count { break }
            if let limit = options.value("w").flatMap(Int.init), sent >= limit { break }
            do { try await applet.process.world.sleep(for: .seconds(1)) } catch { throw .exit(137) }
            try await applet.step()
        }
        let received = isThere ? sent : 0
        try await applet.print(
            "\n--- \(host) ping statistics ---\n\(sent) packets transmitted, \(received) packets received, "
                + "\(isThere ? 0 : 100)% packet loss\n"
        )
        if isThere { try await applet.printLine("round-trip min/avg/max = 0.100/0.100/0.100 ms") }
        return isThere ? 0 : 1
    }
}

/// `wget`, over HTTP/1.1 without TLS.
enum WgetCommand {
    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        var headers: [String] = []
        var body: String?
        var isSpider = false
        var words: [String] = []
        var rest = applet.arguments[...]
        while let word = rest.popFirst() {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            switch parts.first {
            case "--header": headers.append(parts.count > 1 ? parts[1] : rest.popFirst() ?? "")
            case "--post-data": body = parts.count > 1 ? parts[1] : rest.popFirst() ?? ""
            case "--spider": isSpider = true
            case "--quiet": words.append("-q")
            case "--no-check-certificate", "--no-verbose": break
            case "--timeout": if parts.count < 2 { _ = rest.popFirst() }
            case "--output-document": words += ["-O", parts.count > 1 ? parts[1] : rest.popFirst() ?? ""]
            default: words.append(word)
            }
        }
        let options = try await Options(words, "qO:ST:cP:U:Y:", applet)
        guard let url = options.rest.first else {
            throw await applet.usage("wget [-cqS] [-O FILE] [--header STR] URL...")
        }
        guard let target = Target(url) else {
            if url.hasPrefix("https://") { throw await applet.notModelled("TLS") }
            throw await applet.fail("not an http or ftp url: \(url)")
        }
        if !options.has("q") {
            let address = await applet.process.world.network.resolve(target.host).first
            let place = address.map { " (\($0):\(target.port))" } ?? ""
            if !place.isEmpty {
                try? await applet.process.streams.error.write(
                    Array("Connecting to \(target.shown)\(place)\n".utf8)
                )
            }
        }
        let connection = try await Coreutils.connect(target.host, target.port, &applet)
        defer { connection.close() }
        var request =
            "\(body == nil ? isSpider ? "HEAD" : "GET" : "POST") \(target.path) HTTP/1.1\r\nHost: \(target.shown)\r\n"
        request += "User-Agent: Wget\r\nConnection: close\r\n" + headers.map { $0 + "\r\n" }.joined()
        if let body {
            request +=
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n"
        }
        request += "\r\n" + (body ?? "")
        do { try await connection.write(Array(request.utf8)) } catch {
            throw await applet.fail("error getting response")
        }
        let answer = try await applet.contents(connection)
        guard let (status, line, fields, content) = HTTPAnswer.parse(answer) else {
            throw await applet.fail("error getting response")
        }
        if options.has("S") {
            try? await applet.process.streams.error.write(Array("  \(line)\n".utf8))
        }
        guard (200..<300).contains(status) else {
            throw await applet.fail("server returned error: \(line)")
        }
        _ = fields
        if isSpider { return 0 }
        let name = options.value("O") ?? (target.path.hasSuffix("/") ? "index.html" : target.path.lastName)
        if name == "-" {
            try await applet.write(content)
            return 0
        }
        if !options.has("q") {
            try? await applet.process.streams.error.write(Array("saving to '\(name)'\n".utf8))
        }
        do throws(FileTreeError) {
            let sink = try applet.process.openForWriting(name)
            try? await sink.write(content)
        } catch {
            throw await applet.fail("can't open '\(name)': \(error.words)")
        }
        if !options.has("q") {
            let bar = String(repeating: "*", count: 32)
            let size = Sizes.human(content.count)
            try? await applet.process.streams.error.write(
                Array("\(name)           100% |\(bar)| \(size)  0:00:00 ETA\n'\(name)' saved\n".utf8)
            )
        }
        return 0
    }

    private struct Target {
        var host: String
        var port: Int
        var path: String
        /// The host as it stands in the URL, with its port.
        var shown: String

        init?(_ url: String) {
            var rest = url[...]
            if rest.hasPrefix("http://") {
                rest = rest.dropFirst(7)
            } else if rest.contains("://") {
                return nil
            }
            let place = rest.prefix { $0 != "/" }
            path = rest.count > place.count ? String(rest.dropFirst(place.count)) : "/"
            shown = String(place)
            let parts = place.split(separator: ":")
            guard let name = parts.first, parts.count < 3 else { return nil }
            host = String(name)
            port = 80
            if parts.count == 2 {
                guard let number = Int(parts[1]), (1...65_535).contains(number) else { return nil }
                port = number
            }
        }
    }
}

/// An answer of an HTTP server, read to its end.
enum HTTPAnswer {
    static func parse(
        _ bytes: [UInt8]
    ) -> (status: Int, line: String, fields: [String: String], body: [UInt8])? {
        var head: [String] = []
        var at = 0
        while let end = bytes[at...].firstIndex(of: 10) {
            var line = bytes[at..<end]
            if line.last == 13 { line.removeLast() }
            at = end + 1
            if line.isEmpty { break }
            head.append(String(decoding: line, as: UTF8.self))
            guard head.count < 200 else { return nil }
        }
        guard let line = head.first else { return nil }
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count > 1, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else { return nil }
        var fields: [String: String] = [:]
        for field in head.dropFirst() {
            let parts = field.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
        }
        var body = Array(bytes[at...])
        if fields["transfer-encoding"]?.lowercased() == "chunked" {
            body = unchunked(body)
        } else if let length = fields["content-length"].flatMap({ Int($0) }), length >= 0 {
            body = Array(body.prefix(length))
        }
        return (status, line, fields, body)
    }

    private static func unchunked(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        while let end = bytes[at...].firstIndex(of: 10) {
            let digits = bytes[at..<end].prefix { Backslashes.hex($0) != nil }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size > 0,
                size <= bytes.count - end - 1
            else { break }
            out += bytes[(end + 1)..<(end + 1 + size)]
            at = min(bytes.count, end + 1 + size + 2)
        }
        return out
    }
}
