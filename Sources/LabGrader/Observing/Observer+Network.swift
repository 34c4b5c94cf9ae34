import EngineAPI
import LabModel

extension Observer {
    /// Connects to a port: once, or once for each protocol that it is to speak.
    func connection(_ port: Int, _ predicates: [CheckPredicate]) async throws -> ConnectionSight {
        var sight = ConnectionSight()
        let languages = predicates.compactMap { predicate -> String? in
            if case .speaks(let name) = predicate { name } else { nil }
        }
        for language in languages.isEmpty ? [""] : languages {
            let answer = try await room.network.connect(
                port: port,
                sending: Greeting.bytes(language),
                limit: language.isEmpty ? 0 : Greeting.answerLimit
            )
            switch answer {
            case .refused: sight.state = "refused"
            case .silent: sight.state = "silent"
            case .open(let bytes):
                sight.state = "open"
                if !language.isEmpty { sight.answers[language] = Hexadecimal.text(bytes.prefix(64)) }
            }
            guard sight.state == "open" else { break }
        }
        if sight.state != "open" { sight.publishers = await publishers(of: port) }
        return sight
    }

    /// Sends a request, or as many equal ones as are needed to see all of several servers.
    func responses(
        _ port: Int,
        _ path: String,
        _ predicates: [CheckPredicate]
    ) async throws -> ResponsesSight {
        var sight = ResponsesSight()
        var count = 1
        var (readsHeaders, readsBody) = (false, false)
        for predicate in predicates {
            switch predicate {
            case .cycles(let servers): (count, readsBody) = (min(4 * servers, Self.mostRequests), true)
            case .header: readsHeaders = true
            case .json, .contains: readsBody = true
            default: break
            }
        }
        for _ in 0..<count {
            let answer = try await room.network.get(port: port, path: path)
            sight.responses.append(
                ResponseSight(answer, headers: readsHeaders, body: readsBody ? Self.bodyLimit / count : nil)
            )
            if sight.responses.last?.problem != nil { break }
        }
        if sight.responses.last?.problem != nil { sight.publishers = await publishers(of: port) }
        return sight
    }

    /// How many bytes of responses' bodies are evidence.
    private static var bodyLimit: Int { 262_144 }
    /// How many equal requests one look sends.
    static var mostRequests: Int { 64 }

    /// The containers that publish a port of the session's, or were to.
    ///
    /// It decides no verdict, so an engine that doesn't answer is no failure here.
    func publishers(of port: Int) async -> [ContainerSight] {
        var query = ContainerListQuery()
        query.all = true
        guard let list = try? await room.engine.listContainers(query) else { return [] }
        var found: [ContainerSight] = []
        for summary in list.prefix(16) {
            guard let details = try? await room.engine.inspectContainer(summary.id, size: false) else {
                continue
            }
            let sight = ContainerSight(details).outline
            let hostPorts = [sight.setup.bindings, sight.ports].flatMap { $0.values.joined() }
            if hostPorts.contains(String(port)) { found.append(sight) }
        }
        return found.sorted { $0.name < $1.name }
    }
}

extension ResponseSight {
    fileprivate init(_ answer: HTTPAnswer, headers readsHeaders: Bool, body limit: Int?) {
        self.init()
        switch answer {
        case .refused: problem = "refused"
        case .broken(let what): problem = what.isEmpty ? "broken" : what
        case .response(let status, let headers, let body):
            self.status = status
            if readsHeaders {
                self.headers = headers.map { header in
                    HeaderSight().with { ($0.name, $0.value) = (header.name, header.value) }
                }
            }
            if let limit {
                self.body = TextSight(
                    String(decoding: body.prefix(limit), as: UTF8.self),
                    isWhole: body.count <= limit
                )
            }
        }
    }
}

/// What protocols are greeted with, and how one knows their answers.
enum Greeting {
    static let answerLimit = 64

    /// What is sent after connecting.
    static func bytes(_ language: String) -> [UInt8] {
        switch language {
        // A request for TLS, which every server since 1998 answers with one letter.
        case "postgres": [0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F]
        case "redis": Array("PING\r\n".utf8)
        case "http": Array("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        default: []
        }
    }

    /// Whether an answer is one of the protocol; nil for a protocol that nobody knows.
    static func isSpoken(_ language: String, _ answer: [UInt8]) -> Bool? {
        switch language {
        case "postgres": answer.first.map { "SNE".utf8.contains($0) } ?? false
        case "redis": ["+PONG", "-NOAUTH", "-DENIED", "-LOADING"].contains { answer.starts(with: $0.utf8) }
        case "http": answer.starts(with: "HTTP/".utf8)
        default: nil
        }
    }
}

/// Bytes in hexadecimal digits.
enum Hexadecimal {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static func bytes(_ text: String) -> [UInt8] {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
