import SimShell

/// A client's side of the protocol.
struct PgClient {
    /// Where to, and as whom.
    struct Target: Hashable, Sendable {
        /// nil: the server's socket in this container.
        var host: String?
        var port = 5432
        var user = "postgres"
        var database = "postgres"
        var password: String?
    }

    /// What came for one statement.
    enum Answer: Sendable {
        case rows([PgField], [[String?]])
        case done(String)
        case notice(PgError)
        case failure(PgError)
    }

    /// Why there is no session; the words as `psql` says them.
    struct Failure: Error, Hashable {
        var words: String
        var wantsPassword = false
    }

    private let connection: any NetworkConnection
    private var reader: ByteReader
    private(set) var parameters: [String: String] = [:]
    private(set) var status: Character = "I"

    static func connect(_ target: Target, _ process: ProcessContext) async throws(Failure) -> PgClient {
        guard !target.user.isEmpty else {
            throw Failure(words: "local user with ID \(process.user.id) does not exist")
        }
        let socket = "connection to server on socket \"/var/run/postgresql/.s.PGSQL.\(target.port)\" failed: "
        var place = socket
        if let host = target.host {
            let address = await process.world.network.resolve(host).first ?? host
            place =
                "connection to server at \"\(host)\"" + (address == host ? "" : " (\(address))")
                + ", port \(target.port) failed: "
        }
        let connection: any NetworkConnection
        do throws(NetworkError) {
            connection = try await process.world.network.connect(
                to: target.host ?? "localhost",
                port: target.port
            )
        } catch {
            if target.host == nil {
                throw Failure(
                    words: socket
                        + "No such file or directory\n\tIs the server running locally and accepting connections on that socket?"
                )
            }
            switch error {
            case .unknownHost:
                throw Failure(
                    words:
                        "could not translate host name \"\(target.host ?? "")\" to address: Name or service not known"
                )
            case .timedOut:
                throw Failure(
                    words: place
                        + "Connection timed out\n\tIs the server running on that host and accepting TCP/IP connections?"
                )
            case .unreachable:
                throw Failure(
                    words: place
                        + "No route to host\n\tIs the server running on that host and accepting TCP/IP connections?"
                )
            default:
                throw Failure(
                    words: place
                        + "Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?"
                )
            }
        }
        var client = PgClient(connection: connection)
        do throws(Failure) {
            try await client.start(target)
            return client
        } catch {
            connection.close()
            throw Failure(
                words: error.wantsPassword ? place + error.words : place + error.words,
                wantsPassword: error.wantsPassword
            )
        }
    }

    private init(connection: any NetworkConnection) {
        self.connection = connection
        reader = ByteReader(connection)
    }

    func close() async {
        await connection.say(PgWriter.message("X"))
        connection.close()
    }

    private mutating func start(_ target: Target) async throws(Failure) {
        var writer = PgWriter()
        writer.add(int32: 3 << 16)
        for (name, value) in [
            ("user", target.user), ("database", target.database), ("application_name", "psql"),
            ("client_encoding", "UTF8"),
        ] {
            writer.add(text: name)
            writer.add(text: value)
        }
        writer.add(byte: 0)
        await connection.say(PgWriter.int32(writer.bytes.count + 4) + writer.bytes)
        let (nonce, closed) = (PgScram.nonce(), Failure(words: "server closed the connection unexpectedly"))
        var serverFirst = ""
        while let message = await reader.message() {
            var body = PgReader(message.body)
            switch message.letter {
            case "E":
                let error = PgError(reading: message.body)
                throw Failure(words: "\(error.severity):  \(error.message)")
            case "S": parameters[body.text()] = body.text()
            case "Z": return
            case "R":
                let kind = body.int32()
                if kind == 0 || kind == 12 { continue }
                guard let password = target.password else {
                    throw Failure(words: "fe_sendauth: no password supplied", wantsPassword: true)
                }
                switch kind {
                case 3: await connection.say(PgWriter.message("p") { $0.add(text: password) })
                case 10:
                    let first = Array("n,,n=,r=\(nonce)".utf8)
                    await connection.say(
                        PgWriter.message("p") {
                            $0.add(text: "SCRAM-SHA-256")
                            $0.add(int32: first.count)
                            $0.add(raw: first)
                        }
                    )
                case 11:
                    serverFirst = body.all().text
                    guard
                        let last = PgScram.answer(
                            password: password,
                            clientFirst: "n=,r=\(nonce)",
                            serverFirst: serverFirst
                        )
                    else { throw closed }
                    await connection.say(PgWriter.message("p") { $0.add(raw: Array(last.utf8)) })
                default: throw Failure(words: "authentication method \(kind) not supported")
                }
            default: continue
            }
        }
        throw closed
    }

    /// Runs a text by the simple protocol; nil where the server went away.
    mutating func query(_ text: String) async -> [Answer]? {
        await connection.say(PgWriter.message("Q") { $0.add(text: text) })
        var answers: [Answer] = []
        var fields: [PgField]?
        var rows: [[String?]] = []
        while let message = await reader.message() {
            var body = PgReader(message.body)
            switch message.letter {
            case "T":
                rows = []
                fields = (0..<max(0, body.int16())).map { _ in
                    let name = body.text()
                    _ = body.raw(6)
                    let type = SQLType(oid: body.int32()) ?? .text
                    _ = body.raw(8)
                    return PgField(name: name, type: type)
                }
            case "D":
                rows.append(
                    (0..<max(0, body.int16())).map { _ in
                        let length = body.int32()
                        return length < 0 ? nil : body.raw(length).text
                    }
                )
            case "C":
                if let known = fields { answers.append(.rows(known, rows)) }
                fields = nil
                answers.append(.done(body.text()))
            case "E":
                fields = nil
                answers.append(.failure(PgError(reading: message.body)))
            case "N": answers.append(.notice(PgError(reading: message.body)))
            case "Z":
                status = Character(Unicode.Scalar(body.byte()))
                return answers
            default: continue
            }
        }
        return nil
    }
}
