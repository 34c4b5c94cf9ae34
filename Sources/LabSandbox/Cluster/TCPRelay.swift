import HTTPWire

/// Carries bytes between a connection and a port elsewhere.
enum TCPRelay {
    static func run(_ caller: WireConnection, to host: String, _ port: Int) async {
        guard let other = try? await WireConnection.connect(to: .tcp(host: host, port: port)) else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await copy(caller, other) }
            group.addTask { await copy(other, caller) }
            await group.waitForAll()
        }
        other.close()
    }

    private static func copy(_ source: WireConnection, _ target: WireConnection) async {
        while let bytes = try? await source.read() {
            guard (try? await target.write(bytes)) != nil else { break }
        }
        try? await target.finishWriting()
    }
}
