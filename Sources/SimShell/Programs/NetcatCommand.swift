/// `nc`: what comes in goes out over TCP, and back; or a program is given the connection.
enum NetcatCommand {
    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        // All behind `-e` is the program with its arguments.
        let words = applet.arguments
        let program = words.firstIndex(of: "-e").map { Array(words[($0 + 1)...]) }
        let own = words.prefix(words.count - (program.map { $0.count + 1 } ?? 0))
        let options = try await Options(Array(own), "lp:w:i:s:o:vznuk", applet)
        if let program, program.isEmpty { throw await applet.fail("option requires an argument -- 'e'") }
        if options.has("u") { throw await applet.notModelled("UDP") }
        if options.has("l") { return try await listen(options, program, &applet) }
        guard options.rest.count == 2, let port = Int(options.rest[1]) else {
            throw await applet.usage("nc [OPTIONS] HOST PORT  - connect")
        }
        let host = options.rest[0]
        let connection = try await Coreutils.connect(host, port, &applet)
        if options.has("v") {
            await applet.sayPlainly("\(host) (\(connection.peer):\(port)) open")
        }
        if options.has("z") {
            connection.close()
            return 0
        }
        if let program { return try await serve(connection, program, &applet) }
        await relay(connection, applet)
        return 0
    }

    private static func listen(
        _ options: Options,
        _ program: [String]?,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) -> ExitCode {
        guard let port = (options.value("p") ?? options.rest.last).flatMap(Int.init) else {
            throw await applet.usage("nc -l -p PORT")
        }
        let listener: any NetworkListener
        do throws(NetworkError) { listener = try applet.process.world.network.listen(on: port) } catch {
            throw await applet.fail("bind: Address already in use")
        }
        defer { listener.close() }
        if options.has("v") { await applet.sayPlainly("listening on [::]:\(port) ...") }
        repeat {
            guard let caller = await listener.accept() else { throw .exit(137) }
            if options.has("v") { await applet.sayPlainly("connect from \(caller.peer)") }
            guard let program else {
                listener.close()
                await relay(caller, applet)
                return 0
            }
            let code = try await serve(caller, program, &applet)
            if !options.has("k") { return code }
        } while true
    }

    /// Gives the connection to a program.
    private static func serve(
        _ connection: any NetworkConnection,
        _ program: [String],
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) -> ExitCode {
        defer { connection.close() }
        var context = applet
        context.process.streams.output = connection
        return try await context.runCommand(program, input: connection)
    }

    private static func relay(_ connection: any NetworkConnection, _ applet: AppletContext) async {
        defer { connection.close() }
        let input = applet.process.streams.input
        let output = applet.process.streams.output
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while let piece = await input.read(atMost: 65_536) {
                    do { try await connection.write(piece) } catch { return }
                }
                connection.closeWriting()
            }
            while let piece = await connection.read(atMost: 65_536) {
                do { try await output.write(piece) } catch { break }
            }
            group.cancelAll()
        }
    }
}
