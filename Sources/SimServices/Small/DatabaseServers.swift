import SimShell

/// A server that starts, says what the real one says, takes callers and then tells them that it isn't modelled.
struct ModelledServer: Sendable {
    let process: ProcessContext
    let port: Int
    /// Said to each caller before the connection ends.
    let greeting: @Sendable () -> [UInt8]
    /// What the caller says before that; nil: the server speaks first.
    var waits = false

    /// Runs until a signal.
    func run(ready: @Sendable () async -> Void) async -> Signal? {
        guard let listener = try? process.world.network.listen(on: port) else {
            await process.complain("port \(port): Address already in use")
            return nil
        }
        process.world.noteModelled("the server on port \(port)")
        await ready()
        let serve: @Sendable (any NetworkConnection) async -> Void = { connection in
            if waits { _ = await connection.read(atMost: 4096) }
            await connection.say(greeting())
            if !waits { _ = await connection.read(atMost: 4096) }
        }
        return await Serving(process: process, ports: [.init(listener: listener, serve: serve)]).run(until: [
            .terminate, .interrupt,
        ])
    }
}

/// `mysqld` and its entrypoint: they refuse to start without a password, and say so in their own words; statements
/// aren't modelled.
struct MySQLProgram: Program {
    let isEntrypoint: Bool

    func run(_ process: ProcessContext) async -> ExitCode {
        var words = Array(process.arguments.dropFirst())
        let version = process.variable("MYSQL_VERSION") ?? "8.4.5"
        if isEntrypoint {
            if let first = words.first, first.hasPrefix("-") { words.insert("mysqld", at: 0) }
            guard words.first == "mysqld" else { return await Handover.run(words, for: process) }
            let code = await prepare(version, process)
            guard code == 0 else { return code }
        }
        let time: @Sendable () -> String = {
            let now = Calendar(process.world.now)
            return "\(now.date)T\(now.clock).\(Calendar.digits(now.microsecond, 6))Z"
        }
        await process.complain("\(time()) 0 [System] [MY-015015] [Server] MySQL Server - start.")
        await process.complain(
            "\(time()) 0 [System] [MY-010116] [Server] /usr/sbin/mysqld (mysqld \(version)) starting as process \(process.id)"
        )
        let server = ModelledServer(process: process, port: 3306, greeting: { Self.refusal })
        let signal = await server.run {
            await process.complain(
                "\(time()) 1 [System] [MY-013577] [InnoDB] InnoDB initialization has ended."
            )
            await process.complain(
                "\(time()) 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. Version: '\(version)'  "
                    + "socket: '/var/run/mysqld/mysqld.sock'  port: 3306  MySQL Community Server - GPL."
            )
        }
        guard signal != nil else { return Task.isCancelled ? 137 : 1 }
        await process.complain(
            "\(time()) 0 [System] [MY-010910] [Server] /usr/sbin/mysqld: Shutdown complete (mysqld \(version))  MySQL Community Server - GPL."
        )
        return 0
    }

    private func prepare(_ version: String, _ process: ProcessContext) async -> ExitCode {
        let time: @Sendable () -> String = {
            let now = Calendar(process.world.now)
            return "\(now.date) \(now.clock)+00:00"
        }
        await process.print(
            "\(time()) [Note] [Entrypoint]: Entrypoint script for MySQL Server \(version)-1.el9 started."
        )
        if process.files.exists("/var/lib/mysql/mysql") { return 0 }
        let names = ["MYSQL_ROOT_PASSWORD", "MYSQL_ALLOW_EMPTY_PASSWORD", "MYSQL_RANDOM_ROOT_PASSWORD"]
        guard names.contains(where: { process.variable($0) != nil || process.variable($0 + "_FILE") != nil })
        else {
            await process.complain(
                "\(time()) [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified\n"
                    + "    You need to specify one of the following as an environment variable:\n"
                    + "    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD"
            )
            return 1
        }
        await process.print("\(time()) [Note] [Entrypoint]: Initializing database files")
        _ = try? process.files.makeDirectory("/var/lib/mysql/mysql", intermediate: true)
        await process.print("\(time()) [Note] [Entrypoint]: Database files initialized")
        if let name = process.variable("MYSQL_DATABASE") {
            await process.print("\(time()) [Note] [Entrypoint]: Creating database \(name)")
        }
        await process.print("\n\(time()) [Note] [Entrypoint]: MySQL init process done. Ready for start up.\n")
        return 0
    }

    /// An error packet in the first packet's place: 1105, `HY000` isn't given before the handshake.
    static let refusal: [UInt8] = {
        let words = Array("MySQL's statements are not modelled by the embedded engine".utf8)
        let body = [0xFF, 0x51, 0x04] + words
        return [UInt8(body.count & 0xFF), UInt8(body.count >> 8), 0, 0] + body
    }()
}

/// `mongod` and its entrypoint: start-up lines, then an answer that nothing is modelled.
struct MongoProgram: Program {
    let isEntrypoint: Bool

    func run(_ process: ProcessContext) async -> ExitCode {
        var words = Array(process.arguments.dropFirst())
        if isEntrypoint {
            if let first = words.first, first.hasPrefix("-") { words.insert("mongod", at: 0) }
            guard words.first == "mongod" else { return await Handover.run(words, for: process) }
            let (user, password) = (
                process.variable("MONGO_INITDB_ROOT_USERNAME"), process.variable("MONGO_INITDB_ROOT_PASSWORD")
            )
            guard (user == nil) == (password == nil) else {
                await process.complain(
                    "error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'\n"
                        + "       both must be specified for a user to be created"
                )
                return 1
            }
        }
        let line: @Sendable (Int, String, String, String) -> String = { id, component, message, attributes in
            let now = Calendar(process.world.now)
            let stamp = "\(now.date)T\(now.clock).\(Calendar.digits(now.microsecond / 1000, 3))+00:00"
            return
                "{\"t\":{\"$date\":\"\(stamp)\"},\"s\":\"I\",  \"c\":\"\(component)\",  \"id\":\(id),   \"ctx\":\"initandlisten\",\"msg\":\"\(message)\"\(attributes)}"
        }
        let version = process.variable("MONGO_VERSION") ?? "8.0.9"
        await process.print(
            line(23403, "CONTROL", "Build Info", ",\"attr\":{\"buildInfo\":{\"version\":\"\(version)\"}}")
        )
        let server = ModelledServer(process: process, port: 27_017, greeting: { [] }, waits: true)
        let signal = await server.run {
            await process.print(line(23015, "NETWORK", "Listening on", ",\"attr\":{\"address\":\"0.0.0.0\"}"))
            await process.print(
                line(
                    23016,
                    "NETWORK",
                    "Waiting for connections",
                    ",\"attr\":{\"port\":27017,\"ssl\":\"off\"}"
                )
            )
        }
        guard signal != nil else { return Task.isCancelled ? 137 : 48 }
        await process.print(line(20565, "CONTROL", "Now exiting", ""))
        return 0
    }
}

/// `rabbitmq-server` and its entrypoint: start-up lines, then the protocol's own refusal of a version.
struct RabbitProgram: Program {
    let isEntrypoint: Bool

    func run(_ process: ProcessContext) async -> ExitCode {
        let words = Array(process.arguments.dropFirst())
        if isEntrypoint, words.first != "rabbitmq-server" { return await Handover.run(words, for: process) }
        let say: @Sendable (String) async -> Void = { words in
            let now = Calendar(process.world.now)
            await process.print(
                "\(now.date) \(now.clock).\(Calendar.digits(now.microsecond, 6))+00:00 [info] <0.9.0> \(words)"
            )
        }
        await say(" Starting RabbitMQ \(process.variable("RABBITMQ_VERSION") ?? "4.1.0")")
        // A header of another version is what a broker answers that can't go on.
        let header = Array("AMQP".utf8) + [0, 0, 9, 1]
        let server = ModelledServer(process: process, port: 5672, greeting: { header }, waits: true)
        let signal = await server.run {
            await say("started TCP listener on [::]:5672")
            await say("Server startup complete; 0 plugins started.")
            await process.print(" completed with 0 plugins.")
        }
        return signal == nil ? (Task.isCancelled ? 137 : 1) : 0
    }
}
