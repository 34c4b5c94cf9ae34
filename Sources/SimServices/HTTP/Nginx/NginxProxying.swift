import SimShell

/// Hands a request on to another server.
struct NginxProxying: Sendable {
    let process: ProcessContext
    let logs: NginxLogs
    let proxy: NginxSettings.Proxy
    let settings: NginxSettings

    /// The other server's answer; nil where none of the peers gives one.
    func pass(
        _ exchange: NginxExchange,
        location: String,
        peers: [NginxPeer],
        turn: Int
    ) async -> HTTPResponse? {
        let order = peers.flatMap { Array(repeating: $0, count: $0.weight) }
        guard !order.isEmpty else {
            await logs.error("no live upstreams while connecting to upstream", exchange)
            return nil
        }
        let uri = uri(of: exchange, location: location)
        for offset in 0..<min(order.count, 8) {
            let peer = order[(turn % order.count + offset) % order.count]
            if let response = await ask(peer, exchange, uri) { return response }
        }
        return nil
    }

    private func uri(of exchange: NginxExchange, location: String) -> String {
        guard let replacement = proxy.uri else { return exchange.request.target }
        let path = replacement + HTTPPath.escaped(String(exchange.path.dropFirst(location.count)))
        return exchange.request.query.isEmpty ? path : "\(path)?\(exchange.request.query)"
    }

    private func ask(_ peer: NginxPeer, _ exchange: NginxExchange, _ uri: String) async -> HTTPResponse? {
        let network = process.world.network
        let address = await network.resolve(peer.host).first ?? peer.host
        func fail(_ words: String) async {
            await logs.error(
                "\(words), upstream: \"http://\(address):\(peer.port)\(uri)\"",
                exchange,
                hasUpstream: true
            )
        }
        let connection: any NetworkConnection
        do throws(NetworkError) {
            connection = try await network.connect(to: address, port: peer.port)
        } catch {
            switch error {
            case .refused:
                await fail("connect() failed (111: Connection refused) while connecting to upstream")
            case .timedOut:
                await fail("upstream timed out (110: Connection timed out) while connecting to upstream")
            default: await fail("connect() failed (113: Host is unreachable) while connecting to upstream")
            }
            return nil
        }
        defer { connection.close() }
        let head = Array(
            "\(exchange.request.method) \(uri) HTTP/1.0\r\n\(fields(for: exchange).wire)\r\n".utf8
        )
        var reading = HTTPReading(reader: ByteReader(connection))
        do {
            try await connection.write(head + exchange.request.body)
            let answer = try await reading.response(to: exchange.request.method)
            return cleaned(answer)
        } catch HTTPReading.Problem.malformed {
            await fail("upstream sent invalid header while reading response header from upstream")
        } catch {
            await fail("upstream prematurely closed connection while reading response header from upstream")
        }
        return nil
    }

    private func fields(for exchange: NginxExchange) -> HTTPHeaders {
        var exchange = exchange
        exchange.proxyHost = proxy.host
        var headers = HTTPHeaders()
        for header in settings.proxyHeaders {
            let value = exchange.filled(header.value)
            if !value.isEmpty { headers.add(header.name, value) }
        }
        let isSet = { (name: String) in
            settings.proxyHeaders.contains { $0.name.lowercased() == name.lowercased() }
        }
        if !isSet("Host") { headers.add("Host", proxy.host) }
        if !isSet("Connection") { headers.add("Connection", "close") }
        let own = [
            "host", "connection", "keep-alive", "transfer-encoding", "te", "upgrade", "expect",
            "content-length",
        ]
        if !exchange.request.body.isEmpty {
            headers.add("Content-Length", String(exchange.request.body.count))
        }
        for field in exchange.request.headers.fields
        where !own.contains(field.name.lowercased()) && !isSet(field.name) {
            headers.fields.append(field)
        }
        return headers
    }

    /// Without what nginx keeps to itself.
    private func cleaned(_ answer: HTTPResponse) -> HTTPResponse {
        var answer = answer
        for name in [
            "Server", "Date", "Connection", "Keep-Alive", "Transfer-Encoding", "X-Pad", "X-Accel-Redirect",
        ] {
            answer.headers.remove(name)
        }
        return answer
    }
}
