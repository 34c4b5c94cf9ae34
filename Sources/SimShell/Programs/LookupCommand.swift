/// `nslookup`: asks for a host's addresses, where and how `/etc/resolv.conf` says.
enum LookupCommand {
    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "t:", applet)
        guard let name = options.rest.first else {
            throw await applet.usage("nslookup HOST [DNS_SERVER]")
        }
        let resolver = Resolver(applet.files)
        let server = options.rest.dropFirst().first ?? resolver.server
        try await applet.print("Server:\t\t\(server)\nAddress:\t\(server):53\n\n")
        for candidate in resolver.candidates(name) {
            let addresses = await applet.process.world.network.resolve(candidate)
            guard !addresses.isEmpty else { continue }
            // Who serves a domain answers for it itself.
            if !resolver.searches.contains(where: { candidate.hasSuffix(".\($0)") }) {
                try await applet.print("Non-authoritative answer:\n")
            }
            for address in addresses { try await applet.print("Name:\t\(candidate)\nAddress: \(address)\n") }
            try await applet.print("\n")
            return 0
        }
        try await applet.print("** server can't find \(name): NXDOMAIN\n\n")
        return 1
    }

    /// What `/etc/resolv.conf` says.
    private struct Resolver {
        var server = "127.0.0.11"
        /// What is appended to names, one after the other.
        var searches: [String] = []
        /// How many dots a name has that is tried as it is first.
        private var dots = 1

        init(_ files: FileTree) {
            let bytes = (try? files.read("/etc/resolv.conf", from: 0, atMost: 1 << 16)) ?? []
            var servers: [String] = []
            for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
                let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
                switch words.first {
                case "nameserver": servers += words.dropFirst().prefix(1)
                case "search": searches = Array(words.dropFirst())
                case "options":
                    for word in words where word.hasPrefix("ndots:") { dots = Int(word.dropFirst(6)) ?? dots }
                default: continue
                }
            }
            server = servers.first ?? server
        }

        /// The names in full that a name may stand for, in the order in which they are tried.
        func candidates(_ name: String) -> [String] {
            if name.hasSuffix(".") { return [String(name.dropLast())] }
            let longer = searches.map { "\(name).\($0)" }
            return name.count { $0 == "." } >= dots ? [name] + longer : longer + [name]
        }
    }
}
