/// What a `curl` is asked for.
struct CurlOptions: Hashable, Sendable {
    /// Why it asks for nothing.
    struct Problem: Error, Hashable {
        var lines: [String]
        var code: UInt8 = 2
        /// Whether the real one would have gone on.
        var isUnmodelled = false

        /// What the real one could do and this one can't.
        static func notModelled(_ what: String) -> Problem {
            Problem(lines: ["curl: option \(what)"], isUnmodelled: true)
        }
    }

    var addresses: [String] = []
    var isSilent = false
    var showsErrors = false
    var failsOnErrors = false
    var output: String?
    var keepsName = false
    var isHead = false
    var includesHead = false
    var isVerbose = false
    var follows = false
    var usesGet = false
    var method: String?
    var data: String?
    var headers: [String] = []
    var agent: String?
    var user: String?
    var format: String?
    var seconds: Double?
    var retries = 0
    /// Whether a refused connection may be tried again, too.
    var retriesRefused = false
    var retriesAll = false
    /// Between two tries; each waits twice as long as the one before where nothing is said.
    var retryPause: Int?
    var isVersion = false

    private static let hint = "curl: try 'curl --help' or 'curl --manual' for more information"
    private static let aliases = [
        "silent": "s", "show-error": "S", "fail": "f", "output": "o", "remote-name": "O", "head": "I",
        "include": "i", "verbose": "v", "location": "L", "get": "G", "request": "X", "data": "d",
        "header": "H",
        "user-agent": "A", "user": "u", "write-out": "w", "max-time": "m", "insecure": "k", "version": "V",
        "data-raw": "d", "data-ascii": "d", "no-progress-meter": "s-", "compressed": "k", "ipv4": "4",
        "http1.1": "4",
        "no-buffer": "N", "globoff": "g",
    ]

    init(_ words: some Sequence<String>) throws(Problem) {
        let options: Options
        do throws(Options.Problem) {
            options = try Options(
                words,
                flags: [
                    "s", "S", "f", "O", "I", "i", "v", "L", "G", "k", "V", "4", "N", "s-", "#",
                    "retry-connrefused", "retry-all-errors", "g",
                ],
                valued: [
                    "o", "X", "d", "H", "A", "u", "w", "m", "data-binary", "json", "connect-timeout", "retry",
                    "url",
                    "retry-delay", "retry-max-time", "data-urlencode", "resolve", "max-redirs",
                ],
                aliases: Self.aliases
            )
        } catch {
            switch error {
            case .unknown(let word):
                if let name = Self.known.first(where: { word == $0 }) {
                    throw Problem.notModelled("\(name): is not modelled")
                }
                throw Problem(lines: ["curl: option \(word): is unknown", Self.hint])
            case .missingValue(let word):
                let name = word.hasPrefix("-") ? word : "-\(word)"
                throw Problem(lines: ["curl: option \(name): requires parameter", Self.hint])
            }
        }
        take(options)
        for (name, value) in options.given where name == "resolve" || name == "data-urlencode" {
            throw Problem.notModelled("--\(name): is not modelled (\(value ?? ""))")
        }
        guard !addresses.isEmpty || isVersion else {
            throw Problem(
                lines: options.given.isEmpty ? [Self.hint] : ["curl: no URL specified!", Self.hint]
            )
        }
    }

    /// What the real one knows and this one doesn't.
    private static let known: Set<String> = [
        "-F", "--form", "-T", "--upload-file", "-b", "--cookie", "-c", "--cookie-jar", "-x", "--proxy", "-E",
        "--cert", "--cacert", "-r", "--range", "-K", "--config", "--unix-socket", "-z", "-C", "--limit-rate",
        "-Z",
        "--parallel", "-6", "--http2", "--http3", "-n", "-e", "--referer", "-D", "--dump-header",
        "--interface",
    ]

    private mutating func take(_ options: Options) {
        addresses = options.values("url") + options.operands
        isSilent = options.has("s") || options.has("s-") || options.has("#")
        showsErrors = options.has("S") || !options.has("s")
        failsOnErrors = options.has("f")
        output = options.value("o")
        keepsName = options.has("O")
        isHead = options.has("I")
        includesHead = options.has("i")
        isVerbose = options.has("v")
        follows = options.has("L")
        usesGet = options.has("G")
        isVersion = options.has("V")
        method = options.value("X")
        headers = options.values("H")
        agent = options.value("A")
        user = options.value("u")
        format = options.value("w")
        seconds = (options.value("m") ?? options.value("connect-timeout")).flatMap { Double($0) }
        retries = min(max(options.value("retry").flatMap { Int($0) } ?? 0, 0), 20)
        retriesRefused = options.has("retry-connrefused")
        retriesAll = options.has("retry-all-errors")
        retryPause = options.value("retry-delay").flatMap { Int($0) }.map { min(max($0, 0), 86_400) }
        let pieces = options.given.filter { ["d", "data-binary", "json"].contains($0.name) }.compactMap(
            \.value
        )
        if !pieces.isEmpty { data = pieces.joined(separator: options.has("json") ? "" : "&") }
        if options.has("json") { headers += ["Content-Type: application/json", "Accept: application/json"] }
    }
}

/// An address as `curl` reads it.
struct CurlAddress: Hashable, Sendable {
    var scheme: String
    var host: String
    var port: Int
    /// With the query.
    var path: String

    init?(_ text: String) {
        var rest = text[...]
        scheme = "http"
        if let cut = text.range(of: "://") {
            scheme = text[..<cut.lowerBound].lowercased()
            rest = text[cut.upperBound...]
        }
        rest = rest.prefix { $0 != "#" }
        var authority = rest.prefix { $0 != "/" && $0 != "?" }
        rest = rest.dropFirst(authority.count)
        path = rest.isEmpty ? "/" : rest.hasPrefix("?") ? "/" + rest : String(rest)
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
        port = scheme == "https" ? 443 : 80
        if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
            guard let number = Int(authority[authority.index(after: colon)...]), (1...65_535).contains(number)
            else { return nil }
            port = number
            authority = authority[..<colon]
        }
        guard !authority.isEmpty, !authority.contains(where: { $0.isWhitespace }) else { return nil }
        host = String(authority)
    }

    /// As the `Host` field names it.
    var authority: String { port == (scheme == "https" ? 443 : 80) ? host : "\(host):\(port)" }

    /// What a `Location` field leads to.
    func following(_ location: String) -> CurlAddress? {
        if location.contains("://") { return CurlAddress(location) }
        if location.hasPrefix("//") { return CurlAddress("\(scheme):\(location)") }
        var next = self
        if location.hasPrefix("/") {
            next.path = location
        } else {
            let folder = path.prefix { $0 != "?" }
            let end = folder.lastIndex(of: "/").map { folder[...$0] } ?? "/"
            next.path = end + location
        }
        return next
    }
}
