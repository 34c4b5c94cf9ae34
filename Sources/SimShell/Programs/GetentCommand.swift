/// `getent`: hosts, users and groups, as the C library looks them up.
enum GetentCommand {
    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let words = applet.arguments
        guard let database = words.first else {
            throw await applet.usage("getent [OPTION...] database [key ...]")
        }
        let keys = Array(words.dropFirst())
        switch database {
        case "hosts", "ahosts", "ahostsv4":
            var isWhole = true
            for key in keys {
                let found = await applet.process.world.network.resolve(key)
                if found.isEmpty { isWhole = false }
                for address in found {
                    let blanks = String(repeating: " ", count: max(1, 16 - address.utf8.count))
                    try await applet.printLine(
                        database == "hosts" ? address + blanks + key : "\(address)\(blanks)STREAM \(key)"
                    )
                }
            }
            return isWhole ? 0 : 2
        case "passwd", "group":
            let path = "/etc/\(database)"
            let bytes = (try? applet.files.read(path, from: 0, atMost: 1 << 18)) ?? []
            let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
            if keys.isEmpty {
                for row in rows { try await applet.printLine(row) }
                return 0
            }
            var isWhole = true
            for key in keys {
                let row = rows.first { row in
                    let fields = row.split(separator: ":", omittingEmptySubsequences: false)
                    return fields.first.map(String.init) == key || (fields.count > 2 && fields[2] == key)
                }
                if let row { try await applet.printLine(row) } else { isWhole = false }
            }
            return isWhole ? 0 : 2
        default: throw await applet.fail("Unknown database: \(database)")
        }
    }
}
