import Synchronization

/// `wget`, over HTTP/1.1 without TLS.
struct WgetCommand {
    /// The requests that one file may take, as BusyBox counts them.
    private static let mostRequests = 16

    private let options: WgetOptions
    /// Where it says what it does.
    private let log: any ByteSink

    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await WgetOptions(&applet)
        var log = applet.process.streams.error
        if let file = options.log {
            do throws(FileTreeError) {
                log = try applet.process.openForWriting(file)
            } catch {
                throw await applet.fail("can't open '\(file)': \(error.words)")
            }
        }
        let command = WgetCommand(options: options, log: log)
        for address in options.addresses { try await command.get(address, &applet) }
        return 0
    }

    private func note(_ text: String) async {
        if !options.isQuiet { try? await log.write(Array("\(text)\n".utf8)) }
    }

    private func get(_ address: String, _ applet: inout AppletContext) async throws(Applet.Stop) {
        var target = try await target(address, &applet)
        let name = options.output ?? ownName(target)
        await noteConnecting(target, applet)
        var answer = try await ask(target, &applet)
        var requests = 1
        while (300...308).contains(answer.status), answer.status != 304,
            let location = answer.fields["location"]
        {
            guard requests < Self.mostRequests else { throw await applet.fail("too many redirections") }
            requests += 1
            if location.hasPrefix("/") {
                target.path = location
            } else {
                target = try await self.target(location, &applet)
                await noteConnecting(target, applet)
            }
            answer = try await ask(target, &applet)
        }
        guard (200..<300).contains(answer.status) else {
            throw await applet.fail("server returned error: \(answer.line)")
        }
        if options.isSpider {
            await note("remote file exists")
        } else {
            try await save(answer.body, name, &applet)
        }
    }

    private func target(
        _ address: String,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) -> WgetTarget {
        if let target = WgetTarget(address) { return target }
        if address.hasPrefix("https://") { throw await applet.notModelled("TLS") }
        if address.hasPrefix("ftp://") { throw await applet.notModelled("FTP") }
        throw await applet.fail("not an http or ftp url: \(address)")
    }

    private func ownName(_ target: WgetTarget) -> String {
        let last = target.path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let name = last.isEmpty ? "index.html" : String(last)
        return options.folder.map { "\($0)/\(name)" } ?? name
    }

    private func noteConnecting(_ target: WgetTarget, _ applet: AppletContext) async {
        guard !options.isQuiet,
            let address = await applet.process.world.network.resolve(target.host).first
        else { return }
        await note("Connecting to \(target.shown) (\(address):\(target.port))")
    }

    private func ask(
        _ target: WgetTarget,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) -> HTTPAnswer {
        let connection = try await connect(target, &applet)
        defer { connection.close() }
        do { try await connection.write(request(target)) } catch {
            throw await applet.fail("error getting response")
        }
        let source = ImpatientSource(connection, patience: options.patience, world: applet.process.world)
        let bytes = try await applet.contents(source)
        if source.hasTimedOut { throw await applet.fail("download timed out") }
        guard let answer = HTTPAnswer(bytes) else {
            throw await applet.fail("error getting response")
        }
        if options.showsHead {
            for line in answer.head {
                await note("  \(line)")
                // The rest of an answer that leads elsewhere isn't read.
                if answer.status >= 300, line.lowercased().hasPrefix("location:") { break }
            }
            if answer.status < 300 { await note("  ") }
        }
        return answer
    }

    private func connect(
        _ target: WgetTarget,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) -> any NetworkConnection {
        guard let patience = options.patience else {
            return try await Coreutils.connect(target.host, target.port, &applet)
        }
        let network = applet.process.world.network
        let outcome = await applet.process.world.within(patience) {
            () async -> Result<any NetworkConnection, NetworkError> in
            do throws(NetworkError) {
                return .success(try await network.connect(to: target.host, port: target.port))
            } catch {
                return .failure(error)
            }
        }
        switch outcome {
        case .success(let connection): return connection
        case .failure(let error): throw await Coreutils.refusal(of: target.host, error, applet)
        case nil: throw await applet.fail("download timed out")
        }
    }

    private func request(_ target: WgetTarget) -> [UInt8] {
        let method = options.isSpider ? "HEAD" : options.body == nil ? "GET" : "POST"
        var lines = ["\(method) \(target.path) HTTP/1.1"]
        let given = Set(options.headers.map { $0.prefix { $0 != ":" }.lowercased() })
        if !given.contains("host") { lines.append("Host: \(target.shown)") }
        if !given.contains("user-agent") { lines.append("User-Agent: \(options.agent)") }
        lines.append("Connection: close")
        lines += options.headers
        if let body = options.body {
            if !given.contains("content-type") {
                lines.append("Content-Type: application/x-www-form-urlencoded")
            }
            lines.append("Content-Length: \(body.count)")
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (options.body ?? [])
    }

    private func save(
        _ content: [UInt8],
        _ name: String,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) {
        let isOutput = name == "-"
        if !isOutput {
            // A name that nobody gave takes no file's place.
            if options.output == nil, applet.files.exists(applet.path(name)) {
                throw await applet.fail("can't open '\(name)': File exists")
            }
            do throws(FileTreeError) {
                let sink = try applet.process.openForWriting(name)
                await note("saving to '\(name)'")
                try? await sink.write(content)
            } catch {
                throw await applet.fail("can't open '\(name)': \(error.words)")
            }
        } else {
            await note("writing to stdout")
            try await applet.write(content)
            try await applet.flush()
        }
        if options.log == nil {
            let shown = name + String(repeating: " ", count: max(0, 20 - name.count))
            let bar = String(repeating: "*", count: 32)
            let digits = Sizes.human(content.count)
            let size = String(repeating: " ", count: max(0, 5 - digits.count)) + digits
            await note("\(shown.prefix(20)) 100% |\(bar)| \(size)  0:00:00 ETA")
        }
        await note(isOutput ? "written to stdout" : "'\(name)' saved")
    }
}

/// A source whose reader waits only so long for each piece.
private final class ImpatientSource: ByteSource {
    private let source: any ByteSource
    private let patience: Double?
    private let world: any ProcessWorld
    private let isLate = Mutex(false)

    init(_ source: any ByteSource, patience: Double?, world: any ProcessWorld) {
        (self.source, self.patience, self.world) = (source, patience, world)
    }

    /// Whether a piece was too long in coming; nothing is read behind that.
    var hasTimedOut: Bool { isLate.withLock { $0 } }

    func read(atMost limit: Int) async -> [UInt8]? {
        guard let patience else { return await source.read(atMost: limit) }
        let piece = await world.within(patience) { [source] in
            Piece(bytes: await source.read(atMost: limit))
        }
        if piece == nil { isLate.withLock { $0 = true } }
        return piece?.bytes
    }

    func closeReading() { source.closeReading() }

    /// What came; nil at the end.
    private struct Piece: Equatable {
        var bytes: [UInt8]?
    }
}

/// An address as `wget` reads it.
private struct WgetTarget {
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
        rest = rest.prefix { $0 != "#" }
        var place = rest.prefix { $0 != "/" && $0 != "?" }
        let tail = rest.dropFirst(place.count)
        path = tail.isEmpty ? "/" : tail.hasPrefix("?") ? "/" + tail : String(tail)
        if let at = place.lastIndex(of: "@") { place = place[place.index(after: at)...] }
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
