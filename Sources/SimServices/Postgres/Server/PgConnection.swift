import SimShell

/// A client's connection: who it is, then what it asks.
struct PgConnection {
    let server: PgServer
    let connection: any NetworkConnection
    private var reader: ByteReader

    init(server: PgServer, connection: any NetworkConnection) {
        self.server = server
        self.connection = connection
        reader = ByteReader(connection)
    }

    static func serve(_ connection: any NetworkConnection, _ server: PgServer) async {
        var one = PgConnection(server: server, connection: connection)
        guard var session = await one.start() else { return }
        await one.converse(&session)
        await session.database.rollback(session.id)
    }

    private func send(_ letter: Character, _ body: (inout PgWriter) -> Void = { _ in }) async {
        await connection.say(PgWriter.message(letter, body))
    }

    private func refuse(_ error: PgError) async {
        await server.log(error.message, level: "FATAL", id: server.cluster.nextSession())
        await send("E") { error.write(to: &$0) }
    }

    private mutating func start() async -> PgSession? {
        var options: [String: String] = [:]
        for _ in 0..<4 {
            guard let head = await reader.exactly(8) else { return nil }
            var start = PgReader(head)
            let (size, code) = (start.int32() - 8, start.int32())
            guard (0...10_000).contains(size), let body = await reader.exactly(size) else { return nil }
            // No TLS, no GSSAPI; a request to cancel finds nothing that runs long.
            if code == 80_877_103 || code == 80_877_104 {
                await connection.say([UInt8(ascii: "N")])
                continue
            }
            guard code >> 16 == 3 else { return nil }
            var words = PgReader(body)
            while !words.isBroken {
                let name = words.text()
                if name.isEmpty { break }
                options[name] = words.text()
            }
            guard let user = options["user"], !user.isEmpty else {
                await refuse(.fatal("28000", "no PostgreSQL user name specified in startup packet"))
                return nil
            }
            let database = options["database"] ?? user
            guard await authenticate(user) else { return nil }
            guard let role = server.cluster.role(user) else {
                await refuse(.fatal("28000", "role \"\(user)\" does not exist"))
                return nil
            }
            guard role.isLogin else {
                await refuse(.fatal("28000", "role \"\(user)\" is not permitted to log in"))
                return nil
            }
            guard let found = server.cluster.database(database), database != "template0" else {
                await refuse(.fatal("3D000", "database \"\(database)\" does not exist"))
                return nil
            }
            var session = PgSession(
                server: server,
                id: server.cluster.nextSession(),
                user: user,
                database: found
            )
            if let name = options["application_name"] { session.settings["application_name"] = name }
            await welcome(session)
            return session
        }
        return nil
    }

    private func welcome(_ session: PgSession) async {
        await send("R") { $0.add(int32: 0) }
        for (name, value) in session.settings.sorted(by: { $0.key < $1.key }) {
            await send("S") {
                $0.add(text: name)
                $0.add(text: value)
            }
        }
        await send("K") {
            $0.add(int32: session.id)
            $0.add(int32: Int.random(in: 1...Int(Int32.max)))
        }
        await send("Z") { $0.add(byte: UInt8(ascii: "I")) }
    }

    /// Loopback is trusted, as the image's pg_hba.conf has it.
    private mutating func authenticate(_ user: String) async -> Bool {
        let address = connection.peer.prefix { $0 != ":" }
        if server.method == "trust" || address == "127.0.0.1" || address == "::1"
            || connection.peer.hasPrefix("127.")
        {
            return true
        }
        if server.method == "reject" {
            await refuse(
                .fatal(
                    "28000",
                    "pg_hba.conf rejects connection for host \"\(address)\", user \"\(user)\", no encryption"
                )
            )
            return false
        }
        let failure = PgError.fatal("28P01", "password authentication failed for user \"\(user)\"")
        let secret = server.cluster.role(user)?.secret
        if server.method == "password" {
            await send("R") { $0.add(int32: 3) }
            guard let message = await reader.message(), message.letter == "p" else { return false }
            var words = PgReader(message.body)
            if let secret, PgScram(password: words.text(), salt: secret.salt) == secret { return true }
            await refuse(failure)
            return false
        }
        await send("R") {
            $0.add(int32: 10)
            $0.add(text: "SCRAM-SHA-256")
            $0.add(byte: 0)
        }
        guard let first = await reader.message(), first.letter == "p" else { return false }
        var words = PgReader(first.body)
        let mechanism = words.text()
        let clientFirst = words.raw(words.int32()).text
        guard mechanism == "SCRAM-SHA-256", !words.isBroken, clientFirst.hasPrefix("n,"),
            let start = clientFirst.range(of: ",,"),
            let mark = clientFirst.range(of: "r=")
        else {
            await refuse(.fatal("08P01", "malformed SCRAM message"))
            return false
        }
        let bare = String(clientFirst[start.upperBound...])
        // For a role that there isn't the talk goes on, so that nobody learns it from here.
        let known = secret ?? PgScram(password: PgScram.nonce(), salt: PgCluster.salt())
        let serverFirst =
            "r=\(clientFirst[mark.upperBound...])\(PgScram.nonce()),s=\(Base64.encode(known.salt)),i=\(PgScram.iterations)"
        await send("R") {
            $0.add(int32: 11)
            $0.add(raw: Array(serverFirst.utf8))
        }
        guard let last = await reader.message(), last.letter == "p" else { return false }
        let nonce = serverFirst.prefix { $0 != "," }
        guard last.body.text.contains(",\(nonce),p="), secret != nil,
            let answer = known.verify(
                clientFirst: bare,
                serverFirst: serverFirst,
                clientFinal: last.body.text
            )
        else {
            await refuse(failure)
            return false
        }
        await send("R") {
            $0.add(int32: 12)
            $0.add(raw: Array(answer.utf8))
        }
        return true
    }

    private mutating func converse(_ session: inout PgSession) async {
        var skips = false
        while !Task.isCancelled, let message = await reader.message() {
            switch message.letter {
            case "X": return
            case "Q":
                var words = PgReader(message.body)
                await session.query(words.text())
                session.sendReady()
            case "S":
                skips = false
                session.sendReady()
            case "H": break
            case "d", "c", "f": continue
            default:
                if skips { continue }
                do throws(PgError) {
                    try await session.handle(message)
                } catch {
                    await session.fail(error)
                    skips = true
                }
            }
            // Answers go out together, at the end of a round.
            if "QSH".contains(message.letter) || session.output.count > 1 << 20 {
                let bytes = session.output
                session.output = []
                do throws(BrokenPipe) { try await connection.write(bytes) } catch { return }
            }
        }
    }
}
