import SimShell

/// `curl`, for HTTP over the container's network.
struct CurlProgram: Program {
    static let version = "8.14.1"

    func run(_ process: ProcessContext) async -> ExitCode {
        let options: CurlOptions
        do throws(CurlOptions.Problem) {
            options = try CurlOptions(process.arguments.dropFirst())
        } catch {
            if error.isUnmodelled { process.world.noteModelled(error.lines.joined(separator: "\n")) }
            for line in error.lines { await process.complain(line) }
            return error.code
        }
        if options.isVersion {
            await process.print("curl \(Self.version) (modelled)\nProtocols: http\nFeatures:")
            return 0
        }
        var code: ExitCode = 0
        for address in options.addresses {
            var left = options.retries
            var pause = options.retryPause ?? 1
            while true {
                let transfer = CurlTransfer(options: options, process: process)
                let (end, status) = await transfer.run(address)
                code = end
                guard left > 0, let problem = Self.passing(end, status, options) else { break }
                if !options.isSilent {
                    await process.complain(
                        "Warning: Problem: \(problem). Will retry in \(pause) second\(pause == 1 ? "" : "s"). "
                            + "\(left) retr\(left == 1 ? "y" : "ies") left."
                    )
                }
                left -= 1
                guard (try? await process.world.sleep(for: .seconds(pause))) != nil else { return 137 }
                if options.retryPause == nil { pause = min(pause * 2, 600) }
            }
        }
        return code
    }

    /// What of an end may pass, in curl's words; nil where another try is of no use.
    private static func passing(_ code: ExitCode, _ status: Int, _ options: CurlOptions) -> String? {
        if code == 28 || code == 6 { return "timeout" }
        if code == 7, options.retriesRefused { return "connection refused" }
        if code == 0 || code == 22, [408, 429, 500, 502, 503, 504].contains(status) { return "HTTP error" }
        return code != 0 && options.retriesAll ? "(retrying all errors)" : nil
    }
}

/// One transfer of `curl`.
struct CurlTransfer: Sendable {
    struct Failure: Error, Hashable {
        var code: UInt8
        var words: String
        /// What the server answered.
        var status = 0
    }

    let options: CurlOptions
    let process: ProcessContext

    /// How it ended, and the last status that the server answered with.
    func run(_ text: String) async -> (code: ExitCode, status: Int) {
        do throws(Failure) {
            return (0, try await transfer(text))
        } catch {
            if options.showsErrors { await process.complain("curl: (\(error.code)) \(error.words)") }
            if let format = options.format, error.code != 22 {
                await process.streams.output.say(Self.filled(format, [:]))
            }
            return (error.code, error.status)
        }
    }

    private func transfer(_ text: String) async throws(Failure) -> Int {
        guard var address = CurlAddress(text) else {
            throw Failure(code: 3, words: "URL rejected: Malformed input to a URL function")
        }
        var output: [UInt8] = []
        var method =
            options.method
            ?? (options.isHead ? "HEAD" : options.data != nil && !options.usesGet ? "POST" : "GET")
        var hops = 0
        while true {
            guard address.scheme == "http" else {
                guard address.scheme == "https" else {
                    throw Failure(code: 1, words: "Protocol \"\(address.scheme)\" not supported")
                }
                process.world.noteModelled("curl: TLS")
                throw Failure(code: 35, words: "TLS is not modelled")
            }
            let response = try await limited(address, method)
            if options.includesHead || options.isHead { output += Array(response.head().utf8) }
            if options.follows, (300..<400).contains(response.status),
                let place = response.headers["Location"],
                let next = address.following(place)
            {
                hops += 1
                guard hops <= 50 else { throw Failure(code: 47, words: "Maximum (50) redirects followed") }
                if [301, 302, 303].contains(response.status), method == "POST", options.method == nil {
                    method = "GET"
                }
                address = next
                continue
            }
            if options.failsOnErrors, response.status >= 400 {
                await report(response, address, size: 0)
                throw Failure(
                    code: 22,
                    words: "The requested URL returned error: \(response.status)",
                    status: response.status
                )
            }
            try await deliver(output + (options.isHead ? [] : response.body), address)
            await report(response, address, size: response.body.count)
            return response.status
        }
    }

    /// The answer, or error 28 where it takes too long.
    private func limited(_ address: CurlAddress, _ method: String) async throws(Failure) -> HTTPResponse {
        guard let seconds = options.seconds, seconds > 0, seconds < 1e6 else {
            return try await exchange(address, method)
        }
        let result = await withTaskGroup(of: Result<HTTPResponse, Failure>?.self) { group in
            group.addTask {
                do throws(Failure) { return .success(try await exchange(address, method)) } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                _ = try? await process.world.sleep(for: .milliseconds(Int(seconds * 1000)))
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        guard let result else {
            let limit = Int(seconds * 1000)
            throw Failure(
                code: 28,
                words: "Operation timed out after \(limit) milliseconds with 0 bytes received"
            )
        }
        return try result.get()
    }

    private func exchange(_ address: CurlAddress, _ method: String) async throws(Failure) -> HTTPResponse {
        let network = process.world.network
        let connection: any NetworkConnection
        do throws(NetworkError) {
            connection = try await network.connect(to: address.host, port: address.port)
        } catch {
            switch error {
            case .unknownHost: throw Failure(code: 6, words: "Could not resolve host: \(address.host)")
            case .timedOut:
                throw Failure(
                    code: 28,
                    words:
                        "Failed to connect to \(address.host) port \(address.port) after 0 ms: Timeout was reached"
                )
            default:
                throw Failure(
                    code: 7,
                    words:
                        "Failed to connect to \(address.host) port \(address.port) after 0 ms: Couldn't connect to server"
                )
            }
        }
        defer { connection.close() }
        let (head, body) = try await request(address, method)
        if options.isVerbose {
            await process.complain(
                "* Connected to \(address.host) (\(connection.peer)) port \(address.port) (#0)"
            )
            for line in head.split(separator: "\r\n", omittingEmptySubsequences: false).dropLast() {
                await process.complain("> \(line)")
            }
        }
        var reading = HTTPReading(reader: ByteReader(connection))
        do throws(BrokenPipe) { try await connection.write(Array(head.utf8) + body) } catch {
            throw Failure(code: 55, words: "Send failure: Broken pipe")
        }
        do throws(HTTPReading.Problem) {
            let response = try await reading.response(to: method)
            if options.isVerbose {
                for line in response.head().split(separator: "\r\n", omittingEmptySubsequences: false)
                    .dropLast()
                {
                    await process.complain("< \(line)")
                }
            }
            return response
        } catch {
            switch error {
            case .end: throw Failure(code: 52, words: "Empty reply from server")
            case .malformed: throw Failure(code: 1, words: "Received HTTP/0.9 when not allowed")
            case .bodyTooLarge: throw Failure(code: 63, words: "Maximum file size exceeded")
            case .cut, .headTooLarge, .otherVersion:
                throw Failure(code: 56, words: "Recv failure: Connection reset by peer")
            }
        }
    }

    private func request(_ address: CurlAddress, _ method: String) async throws(Failure) -> (String, [UInt8])
    {
        var path = address.path
        var body: [UInt8] = []
        if let data = options.data {
            if data.hasPrefix("@") {
                body = try await file(String(data.dropFirst()))
            } else {
                body = Array(data.utf8)
            }
            if options.usesGet {
                path += (path.contains("?") ? "&" : "?") + body.text
                body = []
            }
            if method == "GET" || method == "HEAD", options.method == nil { body = [] }
        }
        var headers = HTTPHeaders(["Host": address.authority])
        if let user = options.user {
            headers.add("Authorization", "Basic \(Base64.encode(Array(user.utf8)))")
        }
        headers.add("User-Agent", options.agent ?? "curl/\(CurlProgram.version)")
        headers.add("Accept", "*/*")
        if options.data != nil, !options.usesGet, method != "GET" || options.method != nil {
            headers.add("Content-Length", String(body.count))
            headers.add("Content-Type", "application/x-www-form-urlencoded")
        }
        for line in options.headers {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = String(line[..<colon])
            let value = line[line.index(after: colon)...].trimmed
            if name.lowercased() != "x-" { headers.remove(name) }
            if !value.isEmpty { headers.add(name, value) }
        }
        return ("\(method) \(path) HTTP/1.1\r\n\(headers.wire)\r\n", body)
    }

    private func file(_ name: String) async throws(Failure) -> [UInt8] {
        if name == "-" {
            var reader = ByteReader(process.streams.input)
            return await reader.toEnd(limit: HTTPReading.bodyLimit)
        }
        guard let bytes = try? process.files.read(process.path(name), as: process.user) else {
            throw Failure(code: 26, words: "Failed to open \(name)")
        }
        return bytes.filter { $0 != 0x0A && $0 != 0x0D }
    }

    private func deliver(_ bytes: [UInt8], _ address: CurlAddress) async throws(Failure) {
        var name = options.output
        if options.keepsName {
            name = address.path.prefix { $0 != "?" }.split(separator: "/").last.map(String.init)
            guard name != nil else { throw Failure(code: 23, words: "Remote file name has no length") }
        }
        if let name, name != "-" {
            await meter(bytes.count)
            do throws(FileTreeError) {
                try process.files.write(
                    process.path(name),
                    bytes,
                    mode: 0o644,
                    owner: FileOwner(process.user),
                    as: process.user
                )
            } catch {
                if error.code == .noDevice { return }
                if !options.isSilent {
                    await process.complain("Warning: Failed to open the file \(name): \(error.words)")
                }
                throw Failure(code: 23, words: "Failure writing output to destination")
            }
            return
        }
        if !process.streams.isTerminal { await meter(bytes.count) }
        do throws(BrokenPipe) { try await process.streams.output.write(bytes) } catch {
            throw Failure(code: 23, words: "Failure writing output to destination")
        }
    }

    /// The progress that curl shows where its output is no terminal; the transfer took no time to speak of.
    private func meter(_ size: Int) async {
        guard !options.isSilent else { return }
        let count = String(size).padded(to: 5, right: true)
        await process.streams.error.say(
            "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
                + "                                 Dload  Upload   Total   Spent    Left  Speed\n"
                + "\r100 \(count)  100 \(count)    0     0      0      0 --:--:-- --:--:-- --:--:--     0\n"
        )
    }

    private func report(_ response: HTTPResponse, _ address: CurlAddress, size: Int) async {
        guard let format = options.format else { return }
        await process.streams.output.say(
            Self.filled(
                format,
                [
                    "http_code": Calendar.digits(response.status, 3),
                    "response_code": Calendar.digits(response.status, 3),
                    "size_download": String(size), "content_type": response.headers["Content-Type"] ?? "",
                    "url_effective": "\(address.scheme)://\(address.authority)\(address.path)",
                    "exitcode": "0",
                    "redirect_url": response.headers["Location"] ?? "", "scheme": "HTTP",
                    "http_version": "1.1",
                ]
            )
        )
    }

    private static func filled(_ format: String, _ values: [String: String]) -> String {
        var result = ""
        var rest = format[...]
        while let letter = rest.popFirst() {
            if letter == "\\", let next = rest.popFirst() {
                result += ["n": "\n", "r": "\r", "t": "\t"][next] ?? String(next)
            } else if letter == "%", rest.first == "{" {
                let name = rest.dropFirst().prefix { $0 != "}" }
                rest = rest.dropFirst(name.count + 2)
                let fallback = name.hasSuffix("code") ? "000" : name.hasPrefix("time") ? "0.000000" : ""
                result += values[String(name)] ?? fallback
            } else if letter == "%", rest.first == "%" {
                rest.removeFirst()
                result.append("%")
            } else {
                result.append(letter)
            }
        }
        return result
    }
}
