import SimShell

/// Files as answers.
struct NginxFiles: Sendable {
    let handler: NginxHandler
    let settings: NginxSettings
    let place: NginxLocation?
    let pages: NginxPages

    private var process: ProcessContext { handler.process }

    func answer(_ exchange: NginxExchange) async -> HTTPResponse {
        guard ["GET", "HEAD"].contains(exchange.request.method) else { return pages.page(405) }
        var exchange = exchange
        if exchange.path.hasSuffix("/") {
            let folder = NginxHandler.file(exchange.path, settings, place)
            var found: String?
            for name in settings.index where found == nil {
                let path = exchange.path + exchange.filled(name)
                if (try? process.files.status(NginxHandler.file(path, settings, place), as: process.user))?
                    .kind == .file
                {
                    found = path
                }
            }
            guard let found else { return await withoutIndex(folder, exchange) }
            exchange.path = found
        }
        let path = NginxHandler.file(exchange.path, settings, place)
        do throws(FileTreeError) {
            let status = try process.files.status(path, as: process.user)
            if status.kind == .directory { return folder(exchange) }
            return file(try process.files.read(path, as: process.user), status, exchange)
        } catch {
            return await failure(error, path, exchange)
        }
    }

    private func withoutIndex(_ folder: String, _ exchange: NginxExchange) async -> HTTPResponse {
        guard let status = try? process.files.status(folder, as: process.user), status.kind == .directory
        else {
            return await failure(
                FileTreeError(.notFound, folder),
                folder + (settings.index.last ?? ""),
                exchange
            )
        }
        if settings.isAutoindex, let listing = try? process.files.list(folder, as: process.user) {
            return index(of: exchange.path, listing)
        }
        await handler.logs.error("directory index of \"\(folder)\" is forbidden", exchange)
        return pages.page(403)
    }

    private func failure(
        _ error: FileTreeError,
        _ path: String,
        _ exchange: NginxExchange
    ) async -> HTTPResponse {
        let number = NginxBuilder.number(of: error.code)
        await handler.logs.error("open() \"\(path)\" failed (\(number): \(error.words))", exchange)
        return pages.page(error.code == .permissionDenied ? 403 : 404)
    }

    private func folder(_ exchange: NginxExchange) -> HTTPResponse {
        var response = pages.page(301)
        let query = exchange.request.query.isEmpty ? "" : "?\(exchange.request.query)"
        response.headers.add(
            "Location",
            "\(NginxHandler.origin(exchange))\(HTTPPath.escaped(exchange.path))/\(query)"
        )
        return response
    }

    private func file(_ bytes: [UInt8], _ status: FileStatus, _ exchange: NginxExchange) -> HTTPResponse {
        let modified = Calendar(status.modified).httpDate
        let tag = "\"\(String(status.modified.seconds, radix: 16))-\(String(bytes.count, radix: 16))\""
        let headers = exchange.request.headers
        var response = HTTPResponse()
        response.headers.add("Last-Modified", modified)
        response.headers.add("ETag", tag)
        if headers["If-None-Match"] == tag
            || (headers["If-None-Match"] == nil && headers["If-Modified-Since"] == modified)
        {
            response.status = 304
            return response
        }
        response.headers.add("Content-Type", handler.type(of: exchange.path, settings))
        guard let range = headers["Range"], range.hasPrefix("bytes=") else {
            response.headers.add("Accept-Ranges", "bytes")
            response.body = bytes
            return response
        }
        guard let part = Self.range(range.dropFirst(6), of: bytes.count) else {
            var refusal = pages.page(416)
            refusal.headers.add("Content-Range", "bytes */\(bytes.count)")
            return refusal
        }
        response.status = 206
        response.headers.add(
            "Content-Range",
            "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(bytes.count)"
        )
        response.body = Array(bytes[part])
        return response
    }

    /// The bytes that `0-99`, `100-` or `-100` names; nil where there are none.
    static func range(_ text: some StringProtocol, of size: Int) -> Range<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, size > 0 else { return nil }
        if ends[0].isEmpty {
            guard let last = Int(ends[1]), last > 0 else { return nil }
            return max(0, size - last)..<size
        }
        guard let first = Int(ends[0]), first >= 0, first < size else { return nil }
        if ends[1].isEmpty { return first..<size }
        guard let last = Int(ends[1]), last >= first else { return nil }
        return first..<min(size, last == Int.max ? size : last + 1)
    }

    private func index(of path: String, _ listing: [FileListing]) -> HTTPResponse {
        var page =
            "<html>\r\n<head><title>Index of \(path)</title></head>\r\n<body>\r\n<h1>Index of \(path)</h1><hr><pre>"
        page += "<a href=\"../\">../</a>\r\n"
        let shown = listing.filter { !$0.name.hasPrefix(".") }
        for entry in shown.filter({ $0.status.kind == .directory })
            + shown.filter({ $0.status.kind != .directory })
        {
            let isFolder = entry.status.kind == .directory
            let name = entry.name + (isFolder ? "/" : "")
            let time = Calendar(entry.status.modified)
            let date = "\(Calendar.digits(time.day))-\(time.monthName)-\(time.year) \(time.clock.dropLast(3))"
            let size = isFolder ? "-" : String(entry.status.size)
            page += "<a href=\"\(HTTPPath.escaped(name))\">\(name.htmlEscaped)</a>"
            page +=
                String(repeating: " ", count: max(1, 51 - name.count)) + date
                + size.padded(to: 20, right: true) + "\r\n"
        }
        page += "</pre><hr></body>\r\n</html>\r\n"
        return HTTPResponse(headers: ["Content-Type": "text/html"], body: Array(page.utf8))
    }
}

extension HTTPResponse {
    init(_ status: Int = 200, headers: KeyValuePairs<String, String>, body: [UInt8] = []) {
        self.init(status, headers: HTTPHeaders(headers), body: body)
    }
}

extension String {
    /// As text between tags.
    var htmlEscaped: String {
        var result = ""
        for letter in self {
            switch letter {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            default: result.append(letter)
            }
        }
        return result
    }
}
