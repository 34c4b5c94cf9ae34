public import EngineAPI
import SimShell

/// Places in the network of a cluster's pods.
extension SimulatedEngine: PodFabric {
    public func openPlace(_ place: NetworkPlace) async throws {
        guard Subnet.address(place.address) != nil else {
            throw EngineError(.badRequest, "invalid IPv4 address: \(place.address)")
        }
        guard fabric.place(place.name) == nil else {
            throw EngineError(.conflict, "the place \(place.name) is there already")
        }
        guard !fabric.placeAddresses.contains(place.address) else {
            throw EngineError(.conflict, "Address already in use")
        }
        fabric.openPlace(place)
    }

    public func closePlace(_ name: String) async { fabric.closePlace(name) }

    public func setServices(_ services: [VirtualService]) async { fabric.services.set(services) }

    public func connect(
        from place: String?,
        to host: String,
        port: Int
    ) async throws -> ByteConnection {
        var caller = fabric.node
        if let place {
            guard let found = fabric.place(place) else {
                throw EngineError(.notFound, "there is no place \(place)")
            }
            caller = found
        }
        let connection: any SimShell.NetworkConnection
        do throws(NetworkError) {
            connection = try await caller.connect(to: host, port: port)
        } catch {
            throw EngineError(.unreachable, Self.words(error, host, port))
        }
        return ByteConnection(
            incoming: ByteStream(cancel: { connection.close() }) {
                await connection.read(atMost: 65_536)
            },
            send: { try await connection.write($0) },
            finish: { connection.closeWriting() }
        )
    }

    /// Why there is no connection, as Go's dialer says it.
    private static func words(_ error: NetworkError, _ host: String, _ port: Int) -> String {
        switch error {
        case .unknownHost: "dial tcp: lookup \(host): no such host"
        case .refused, .addressInUse: "dial tcp \(host):\(port): connect: connection refused"
        case .unreachable: "dial tcp \(host):\(port): connect: no route to host"
        case .timedOut: "dial tcp \(host):\(port): i/o timeout"
        }
    }

    public func writeArchive(intoVolume name: String, _ archive: ByteStream) async throws {
        try checkDisk("Error processing tar file")
        let files = try tree(ofVolume: name)
        try await layArchive(
            archive,
            below: "/volume",
            in: files,
            ArchiveTarget(path: "/", copiesOwner: true)
        )
    }

    public func removeFiles(_ paths: [String], fromVolume name: String) async throws {
        let files = try tree(ofVolume: name)
        for path in paths { try? files.removeAll("/volume/\(path)") }
    }

    /// The files of a volume, below `/volume`.
    private func tree(ofVolume name: String) throws -> FileTree {
        guard let volume = volumes[name] else { throw EngineError.noSuchVolume(name) }
        let time = time
        let files = FileTree(.empty, limits: limits.files, isReadOnly: false, now: { time.now })
        try files.mount(volume.files, at: "/volume")
        return files
    }

    public func openVolume(_ name: String) async throws {
        guard let volume = volumes[name] else { throw EngineError.noSuchVolume(name) }
        try? volume.files.setAttributes([], FileAttributes(mode: 0o777, modified: time.now))
    }
}
