import SimShell

/// The `httpd-foreground`, `httpd` and `apachectl` of Apache's image.
///
/// It needs `/usr/local/apache2/conf/httpd.conf` and the files it serves. `HTTPD_VERSION` in the environment is the
/// version that it says it is.
struct HttpdProgram: Program {
    static let confPath = "/usr/local/apache2/conf/httpd.conf"

    func run(_ process: ProcessContext) async -> ExitCode {
        let words = HttpdWords(process.arguments)
        let version = process.variable("HTTPD_VERSION") ?? "2.4.66"
        if words.asksForVersion {
            await process.print("Server version: Apache/\(version) (Unix)")
            return 0
        }
        let conf: HttpdConf
        do throws(HttpdConf.Problem) { conf = try Self.conf(process) } catch {
            for line in error.lines { await process.complain(line) }
            return 1
        }
        if conf.serverName == nil {
            for _ in 0..<(words.isTest || words.verb ?? "start" != "start" ? 1 : 2) {
                await process.complain(
                    "AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using "
                        + "\(process.world.network.addresses.first ?? "127.0.0.1"). Set the 'ServerName' directive "
                        + "globally to suppress this message"
                )
            }
        }
        if words.isTest {
            await process.complain("Syntax OK")
            return 0
        }
        if let code = await HttpdControl(process: process).obey(words.verb) { return code }
        if words.isForeground {
            return await HttpdMaster(process: process, version: version, command: words.shown).run(conf)
        }
        return await Daemon.start(for: process, streams: process.streams.logs) { process, ready in
            let master = HttpdMaster(
                process: process,
                version: version,
                command: words.shown,
                ready: ready
            )
            return await master.run(conf)
        }
    }

    /// The configuration; what isn't modelled in it is noted.
    static func conf(_ process: ProcessContext) throws(HttpdConf.Problem) -> HttpdConf {
        let text: [UInt8]
        do throws(FileTreeError) { text = try process.files.read(confPath) } catch {
            throw HttpdConf.Problem(lines: [
                "httpd: Could not open configuration file \(confPath): \(error.words)"
            ])
        }
        do throws(HttpdConf.Problem) { return try HttpdConf.parse(text, file: confPath) } catch {
            if error.isUnmodelled { process.world.noteModelled("httpd: \(error.lines.last ?? "")") }
            throw error
        }
    }
}

/// Apache's answers.
struct HttpdSite: Sendable {
    let conf: HttpdConf
    let process: ProcessContext
    let version: String

    /// Such as `Sun Nov 29 08:25:51.123456 2026`.
    func time() -> String {
        let time = Calendar(process.world.now)
        return "\(time.weekdayName) \(time.monthName) \(Calendar.digits(time.day)) \(time.clock)"
            + ".\(Calendar.digits(time.microsecond, 6)) \(time.year)"
    }

    func answer(_ request: HTTPRequest, on connection: any NetworkConnection) async -> HTTPResponse {
        var response = find(request)
        if request.method != "GET", request.method != "HEAD", response.status == 200 { response = page(405) }
        let size = response.isBodiless || request.method == "HEAD" ? "-" : String(response.body.count)
        await process.print(
            "\(connection.peer) - - [\(Calendar(process.world.now).logDate)] \"\(request.line)\" \(response.status) \(size)"
        )
        return response
    }

    private func find(_ request: HTTPRequest) -> HTTPResponse {
        guard var path = HTTPPath.plain(request.rawPath) else { return page(400) }
        if let status = try? process.files.status(conf.root + path, as: process.user),
            status.kind == .directory
        {
            guard path.hasSuffix("/") else {
                var redirect = page(301)
                redirect.headers.add("Location", "http://\(request.headers["Host"] ?? "localhost")\(path)/")
                return redirect
            }
            guard let name = conf.index.first(where: { process.files.exists(conf.root + path + $0) }) else {
                return page(403)
            }
            path += name
        }
        do throws(FileTreeError) {
            let status = try process.files.status(conf.root + path, as: process.user)
            let bytes = try process.files.read(conf.root + path, as: process.user)
            var response = head(200)
            response.headers.add("Last-Modified", Calendar(status.modified).httpDate)
            let size = String(bytes.count, radix: 16)
            let stamp = String(status.modified.nanoseconds / 1000, radix: 16)
            response.headers.add("ETag", "\"\(size)-\(stamp)\"")
            if request.headers["If-None-Match"] == response.headers["ETag"] {
                response.status = 304
                return response
            }
            response.headers.add("Accept-Ranges", "bytes")
            response.headers.add("Content-Length", String(bytes.count))
            if let type = MediaType.of(path) { response.headers.add("Content-Type", type) }
            response.body = bytes
            return response
        } catch {
            return page(error.code == .permissionDenied ? 403 : 404)
        }
    }

    private func head(_ status: Int) -> HTTPResponse {
        HTTPResponse(
            status,
            headers: ["Date": Calendar(process.world.now).httpDate, "Server": "Apache/\(version) (Unix)"]
        )
    }

    /// A page that names a status.
    func page(_ status: Int) -> HTTPResponse {
        let texts: [Int: String] = [
            301: "The document has moved.",
            400: "Your browser sent a request that this server could not understand.<br />\n",
            403: "You don't have permission to access this resource.",
            404: "The requested URL was not found on this server.",
            405: "The requested method is not allowed for this URL.",
            413: "The requested resource does not allow request data with this method.",
        ]
        let title = status == 301 ? "Moved Permanently" : HTTPResponse.reason(of: status)
        var body =
            "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html><head>\n<title>\(status) \(title)</title>\n"
        body += "</head><body>\n<h1>\(title)</h1>\n<p>\(texts[status] ?? "")</p>\n</body></html>\n"
        if let own = conf.errorPages[status] {
            if own.hasPrefix("/"), let bytes = try? process.files.read(conf.root + own) {
                body = bytes.text
            } else if !own.hasPrefix("/") {
                body = own
            }
        }
        var response = head(status)
        response.headers.add("Content-Length", String(body.utf8.count))
        response.headers.add("Content-Type", "text/html; charset=iso-8859-1")
        response.body = Array(body.utf8)
        response.closes = status == 400 || status == 413
        return response
    }
}

/// Types of files by their names' endings.
enum MediaType {
    private static let types: [String: String] = [
        "html": "text/html", "htm": "text/html", "css": "text/css", "js": "application/javascript",
        "json": "application/json", "txt": "text/plain", "xml": "application/xml", "png": "image/png",
        "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
        "ico": "image/x-icon", "webp": "image/webp", "pdf": "application/pdf", "zip": "application/zip",
        "md": "text/markdown", "csv": "text/csv", "wasm": "application/wasm",
    ]

    static func of(_ path: String) -> String? {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
        return types[path[path.index(after: dot)...].lowercased()]
    }
}
