/// `hostname`: what the host is called, in short or in full.
enum HostNameCommand {
    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "isfd", applet)
        guard options.rest.isEmpty else {
            throw await applet.fail("sethostname: Operation not permitted")
        }
        let own = applet.process.world.hostName
        if options.has("i") {
            try await applet.printLine(applet.process.world.network.addresses.joined(separator: " "))
        } else if options.has("s") {
            try await applet.printLine(String(own.prefix { $0 != "." }))
        } else if options.has("f") {
            try await applet.printLine(fullName(own, applet.files))
        } else if options.has("d") {
            let domain = fullName(own, applet.files).drop { $0 != "." }.dropFirst()
            if !domain.isEmpty { try await applet.printLine(String(domain)) }
        } else {
            try await applet.printLine(own)
        }
        return 0
    }

    /// The first name in the line of `/etc/hosts` that has the host's own.
    private static func fullName(_ own: String, _ files: FileTree) -> String {
        let bytes = (try? files.read("/etc/hosts", from: 0, atMost: 1 << 18)) ?? []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let names = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.dropFirst()
            if let first = names.first, names.contains(where: { $0 == own }) { return String(first) }
        }
        return own
    }
}
