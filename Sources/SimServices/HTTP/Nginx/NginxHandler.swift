import SimShell
import Synchronization

/// Answers requests by the model.
final class NginxHandler: Sendable {
    let model: NginxModel
    let process: ProcessContext
    let version: String
    private let turns = Mutex<[String: Int]>([:])
    private let count = Mutex(0)

    init(model: NginxModel, process: ProcessContext, version: String) {
        self.model = model
        self.process = process
        self.version = version
    }

    var logs: NginxLogs { NginxLogs(model: model, process: process) }

    func answer(_ request: HTTPRequest, on connection: any NetworkConnection, port: Int) async -> HTTPResponse
    {
        let number = count.withLock { count in
            count += 1
            return count
        }
        let server = server(for: request, port: port)
        var exchange = NginxExchange(
            request: request,
            peer: connection.peer,
            port: port,
            serverName: server?.names.first ?? "",
            hostName: process.world.hostName,
            address: process.world.network.addresses.first ?? "127.0.0.1",
            now: process.world.now,
            path: "/",
            number: number
        )
        var settings = server?.settings ?? NginxSettings()
        var response: HTTPResponse
        if let server, let path = HTTPPath.plain(request.rawPath),
            request.minorVersion == 0 || request.headers["Host"] != nil
        {
            exchange.path = path
            response = await find(&exchange, in: server, settings: &settings, depth: 0)
        } else {
            response = pages(settings).page(400)
        }
        response.closes = response.closes || request.wantsClose
        response = pages(settings).complete(
            response,
            date: Calendar(exchange.now).httpDate,
            ownPlace: Self.origin(exchange) + "/"
        )
        exchange.status = response.status
        exchange.sentBytes = request.method == "HEAD" || response.isBodiless ? 0 : response.body.count
        await logs.access(exchange, settings)
        return response
    }

    func refusal(_ status: Int) -> HTTPResponse {
        pages(NginxSettings()).complete(
            pages(NginxSettings()).page(status),
            date: Calendar(process.world.now).httpDate
        )
    }

    private func pages(_ settings: NginxSettings) -> NginxPages {
        NginxPages(version: version, showsVersion: settings.showsVersion)
    }

    private func server(for request: HTTPRequest, port: Int) -> NginxServer? {
        let candidates = model.servers.filter { server in server.listens.contains { $0.port == port } }
        let host = (request.headers["Host"] ?? "").prefix { $0 != ":" }.lowercased()
        func fits(_ name: String) -> Bool {
            if name.hasPrefix("*.") { return host.hasSuffix(name.dropFirst()) }
            if name.hasSuffix(".*") { return host.hasPrefix(name.dropLast()) }
            if name.hasPrefix(".") { return host.hasSuffix(name) || host == name.dropFirst() }
            return name.lowercased() == host
        }
        return candidates.first { $0.names.contains { $0.lowercased() == host } }
            ?? candidates.first { $0.names.contains(where: fits) }
            ?? candidates.first { $0.listens.contains { $0.port == port && $0.isDefault } }
            ?? candidates.first
    }

    private func location(for path: String, in locations: [NginxLocation]) -> NginxLocation? {
        if let exact = locations.first(where: { $0.kind == .exact && $0.path == path }) { return exact }
        let prefixes = locations.filter {
            ($0.kind == .prefix || $0.kind == .finalPrefix) && path.hasPrefix($0.path)
        }
        guard let best = prefixes.max(by: { $0.path.utf8.count < $1.path.utf8.count }) else { return nil }
        return location(for: path, in: best.locations) ?? best
    }

    private func find(
        _ exchange: inout NginxExchange,
        in server: NginxServer,
        settings: inout NginxSettings,
        depth: Int
    ) async -> HTTPResponse {
        guard depth < 10 else { return await internalCycle(exchange, settings) }
        settings = server.settings
        var place: NginxLocation?
        if settings.returns == nil {
            if exchange.path.hasPrefix("@") {
                place = server.locations.first { $0.kind == .named && $0.path == exchange.path }
            } else {
                place = location(for: exchange.path, in: server.locations)
                if place == nil {
                    // `location /a/` with a proxy answers `/a` with a redirect.
                    let folder = exchange.path + "/"
                    let isProxied = location(for: folder, in: server.locations).map {
                        $0.path == folder && $0.settings.proxy != nil
                    }
                    if isProxied == true {
                        return redirect(301, to: folder + queryOf(exchange), exchange, settings)
                    }
                }
            }
        }
        if let place { settings = place.settings }
        var response: HTTPResponse
        if let returns = settings.returns {
            response = returned(returns, exchange, settings)
        } else if settings.denied {
            await logs.error("access forbidden by rule", exchange)
            response = pages(settings).page(403)
        } else if settings.bodyLimit > 0, exchange.request.body.count > settings.bodyLimit {
            await logs.error(
                "client intended to send too large body: \(exchange.request.body.count) bytes",
                exchange
            )
            response = pages(settings).page(413)
        } else if let words = settings.tryFiles {
            switch tried(words, &exchange, settings, place) {
            case .file: response = await serve(exchange, settings, place)
            case .status(let status): response = pages(settings).page(status)
            case .elsewhere(let path):
                exchange.path = path
                return await find(&exchange, in: server, settings: &settings, depth: depth + 1)
            }
        } else {
            response = await serve(exchange, settings, place)
        }
        if response.status >= 300, settings.returns == nil || depth == 0,
            settings.proxy == nil || response.status >= 502,
            let page = settings.errorPages[response.status]
        {
            guard page.uri.hasPrefix("/") || page.uri.hasPrefix("@") else {
                return redirect(302, to: page.uri, exchange, settings)
            }
            let before = response
            var inner = exchange
            inner.path = page.uri
            inner.request.method = exchange.request.method == "HEAD" ? "HEAD" : "GET"
            guard depth == 0 else { return before }
            response = await find(&inner, in: server, settings: &settings, depth: depth + 1)
            if page.status != 0 || response.status == 200 { response.status = page.status ?? before.status }
            if response.status != 200 {
                response.headers.remove("Last-Modified")
                response.headers.remove("Accept-Ranges")
            }
            response.reason = nil
            return response
        }
        for header in settings.headers
        where header.isAlways || [200, 201, 204, 206, 301, 302, 303, 304, 307, 308].contains(response.status)
        {
            response.headers.add(header.name, exchange.filled(header.value))
        }
        return response
    }

    private func internalCycle(_ exchange: NginxExchange, _ settings: NginxSettings) async -> HTTPResponse {
        await logs.error(
            "rewrite or internal redirection cycle while internally redirecting to \"\(exchange.path)\"",
            exchange
        )
        return pages(settings).page(500)
    }

    private func queryOf(_ exchange: NginxExchange) -> String {
        exchange.request.query.isEmpty ? "" : "?\(exchange.request.query)"
    }

    private func returned(
        _ returns: NginxSettings.Return,
        _ exchange: NginxExchange,
        _ settings: NginxSettings
    ) -> HTTPResponse {
        if [301, 302, 303, 307, 308].contains(returns.status), let text = returns.text {
            return redirect(returns.status, to: exchange.filled(text), exchange, settings)
        }
        if returns.status == 444 {
            var response = HTTPResponse(444)
            response.closes = true
            return response
        }
        guard let text = returns.text else {
            var page = pages(settings).page(returns.status)
            if returns.status == 200 { page.headers.add("Content-Type", "text/plain") }
            return page
        }
        var response = HTTPResponse(returns.status, body: Array(exchange.filled(text).utf8))
        response.headers.add("Content-Type", type(of: exchange.path, settings))
        return response
    }

    private func redirect(
        _ status: Int,
        to target: String,
        _ exchange: NginxExchange,
        _ settings: NginxSettings
    ) -> HTTPResponse {
        var response = pages(settings).page(status)
        var place = target
        if target.hasPrefix("/") {
            place = Self.origin(exchange) + target
        }
        response.headers.add("Location", place)
        return response
    }

    /// Where the client finds this server.
    static func origin(_ exchange: NginxExchange) -> String {
        "http://\(exchange.host)\(exchange.port == 80 ? "" : ":\(exchange.port)")"
    }

    func type(of path: String, _ settings: NginxSettings) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return settings.defaultType }
        let ending = name[name.index(after: dot)...].lowercased()
        let types = settings.types ?? ["html": "text/html", "gif": "image/gif", "jpg": "image/jpeg"]
        return types[ending] ?? settings.defaultType
    }

    private enum Tried {
        case file
        case status(Int)
        case elsewhere(String)
    }

    private func tried(
        _ words: [String],
        _ exchange: inout NginxExchange,
        _ settings: NginxSettings,
        _ place: NginxLocation?
    ) -> Tried {
        for word in words.dropLast() {
            let path = exchange.filled(word)
            let wantsFolder = path.hasSuffix("/")
            guard let status = try? process.files.status(Self.file(path, settings, place), as: process.user)
            else { continue }
            guard (status.kind == .directory) == wantsFolder || (wantsFolder && status.kind == .directory)
            else { continue }
            exchange.path = path.hasPrefix("/") ? path : "/" + path
            return .file
        }
        let last = words.last ?? "=404"
        if last.hasPrefix("="), let status = Int(last.dropFirst()) { return .status(status) }
        let path = exchange.filled(last)
        return .elsewhere(String(path.prefix { $0 != "?" || path.hasPrefix("@") }))
    }

    /// The file that a path stands for.
    static func file(_ path: String, _ settings: NginxSettings, _ place: NginxLocation?) -> String {
        if let alias = settings.alias, let place, path.hasPrefix(place.path) {
            return alias + path.dropFirst(place.path.count)
        }
        let root = settings.root ?? "/etc/nginx/html"
        return (root.hasSuffix("/") ? String(root.dropLast()) : root)
            + (path.hasPrefix("/") ? path : "/" + path)
    }

    private func serve(
        _ exchange: NginxExchange,
        _ settings: NginxSettings,
        _ place: NginxLocation?
    ) async -> HTTPResponse {
        if let proxy = settings.proxy {
            let peers = model.upstreams[proxy.upstream] ?? []
            let turn = turns.withLock { turns in
                defer { turns[proxy.upstream, default: 0] &+= 1 }
                return turns[proxy.upstream, default: 0]
            }
            let proxying = NginxProxying(process: process, logs: logs, proxy: proxy, settings: settings)
            return await proxying.pass(exchange, location: place?.path ?? "/", peers: peers, turn: turn)
                ?? pages(settings).page(502)
        }
        let files = NginxFiles(handler: self, settings: settings, place: place, pages: pages(settings))
        return await files.answer(exchange)
    }
}
