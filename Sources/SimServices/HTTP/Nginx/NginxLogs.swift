import SimShell

/// nginx's two logs.
struct NginxLogs: Sendable {
    static let combined =
        "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" \"$http_user_agent\""

    let model: NginxModel
    let process: ProcessContext

    func access(_ exchange: NginxExchange, _ settings: NginxSettings) async {
        let path = settings.accessLog ?? "/var/log/nginx/access.log"
        guard path != "off" else { return }
        let format = model.logFormats[settings.accessFormat] ?? Self.combined
        await write(exchange.logged(format), to: path)
    }

    /// A line of the error log on a request.
    func error(_ words: String, _ exchange: NginxExchange, hasUpstream: Bool = false) async {
        var words = words
        var upstream = ""
        if hasUpstream, let cut = words.range(of: ", upstream: ") {
            upstream = String(words[cut.lowerBound...])
            words = String(words[..<cut.lowerBound])
        }
        let request = exchange.request
        var line =
            "\(words), client: \(exchange.peer), server: \(exchange.serverName), request: \"\(request.line)\"\(upstream)"
        if let host = request.headers["Host"] { line += ", host: \"\(host)\"" }
        await note("error", "29#29: *\(exchange.number) \(line)")
    }

    /// A line of the error log.
    func note(_ level: String, _ words: String) async {
        if level == "notice", !wantsNotices { return }
        await write("\(Self.time(process.world.now)) [\(level)] \(words)", to: model.errorLog)
    }

    /// The image's configuration asks for notices.
    var wantsNotices = true

    static func time(_ now: WallTime) -> String {
        let time = Calendar(now)
        return "\(String(time.date.map { $0 == "-" ? "/" : $0 })) \(time.clock)"
    }

    /// The image's logs are links to the main process's own streams.
    private func write(_ line: String, to path: String) async {
        if path == "stderr" { return await process.complain(line) }
        let resolved = try? process.files.resolve(path, from: "/etc/nginx")
        switch resolved {
        case "/dev/stdout"?, "/proc/self/fd/1"?, "/proc/1/fd/1"?: await process.print(line)
        case "/dev/stderr"?, "/proc/self/fd/2"?, "/proc/1/fd/2"?: await process.complain(line)
        case let path?: _ = try? process.files.write(path, Array("\(line)\n".utf8), append: true)
        case nil: break
        }
    }
}
