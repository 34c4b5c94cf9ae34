extension Coreutils {
    static let netApplets: [String: any Program] = [
        "wget": Applet("wget", WgetCommand.run),
        "nc": Applet("nc", NetcatCommand.run),
        "httpd": Applet("httpd", HttpdCommand.run),
        "ping": Applet("ping", ping),
        "nslookup": Applet("nslookup", LookupCommand.run),
    ]

    /// Connects, or ends the command in BusyBox's words.
    static func connect(
        _ host: String,
        _ port: Int,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) -> any NetworkConnection {
        let network = applet.process.world.network
        do throws(NetworkError) {
            return try await network.connect(to: host, port: port)
        } catch {
            throw await refusal(of: host, error, applet)
        }
    }

    /// Says why a host can't be connected to, in BusyBox's words.
    static func refusal(
        of host: String,
        _ error: NetworkError,
        _ applet: AppletContext
    ) async -> Applet.Stop {
        let address = await applet.process.world.network.resolve(host).first ?? host
        let reason =
            switch error {
            case .unknownHost: "bad address '\(host)'"
            case .refused: "can't connect to remote host (\(address)): Connection refused"
            case .unreachable: "can't connect to remote host (\(address)): Network is unreachable"
            case .timedOut: "can't connect to remote host (\(address)): Connection timed out"
            case .addressInUse: "can't connect to remote host (\(address)): Address in use"
            }
        return await applet.fail(reason)
    }

    private static let ping: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "46c:s:t:w:W:i:I:q", applet)
        guard let host = options.rest.first else { throw await applet.usage("ping [OPTIONS] HOST") }
        let network = applet.process.world.network
        guard let address = await network.resolve(host).first else {
            throw await applet.fail("bad address '\(host)'")
        }
        // Whoever refuses a connection is there.
        var isThere = true
        do throws(NetworkError) {
            try await network.connect(to: address, port: 7).close()
        } catch {
            isThere = error == .refused
        }
        let count = options.value("c").flatMap(Int.init)
        try await applet.printLine("PING \(host) (\(address)): 56 data bytes")
        try await applet.flush()
        var sent = 0
        while count.map({ sent < $0 }) ?? true {
            if isThere, !options.has("q") {
                try await applet.printLine("64 bytes from \(address): seq=\(sent) ttl=64 time=0.100 ms")
                try await applet.flush()
            }
            sent += 1
            if let count, sent >= count { break }
            if let limit = options.value("w").flatMap(Int.init), sent >= limit { break }
            do { try await applet.process.world.sleep(for: .seconds(1)) } catch { throw .exit(137) }
            try await applet.step()
        }
        let received = isThere ? sent : 0
        try await applet.print(
            "\n--- \(host) ping statistics ---\n\(sent) packets transmitted, \(received) packets received, "
                + "\(isThere ? 0 : 100)% packet loss\n"
        )
        if isThere { try await applet.printLine("round-trip min/avg/max = 0.100/0.100/0.100 ms") }
        return isThere ? 0 : 1
    }
}
