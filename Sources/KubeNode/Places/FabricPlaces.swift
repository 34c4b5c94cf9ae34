import EngineAPI

/// The network of pods on an engine that has places for them: the embedded one.
final class FabricPlaces: PodPlaces {
    private let fabric: any PodFabric
    private let addresses = AddressPool()

    init(_ fabric: any PodFabric) { self.fabric = fabric }

    func open(_ request: PlaceRequest) async throws -> PodPlace {
        guard let address = addresses.take() else {
            throw EngineError(.tooMany, "there are no free addresses in 10.244.0.0/16")
        }
        do {
            try await fabric.openPlace(
                NetworkPlace(
                    name: request.name,
                    hostName: request.shownName,
                    address: address,
                    searches: request.resolver.searches,
                    hosts: request.hosts,
                    hostsFile: HostsFile.text(request, address: address)
                )
            )
        } catch {
            addresses.giveBack(address)
            throw error
        }
        return PodPlace(request: request, address: address, engineName: request.name)
    }

    func close(_ place: PodPlace) async {
        await fabric.closePlace(place.engineName)
        addresses.giveBack(place.address)
    }

    func setServices(_ services: [VirtualService]) async { await fabric.setServices(services) }

    func connect(to place: PodPlace, port: Int) async throws -> ByteConnection {
        try await fabric.connect(from: place.engineName, to: "127.0.0.1", port: port)
    }

    func connect(toService host: String, port: Int) async throws -> ByteConnection {
        try await fabric.connect(from: nil, to: host, port: port)
    }

    func write(_ archive: [UInt8], intoVolume name: String, of place: PodPlace) async throws {
        try await fabric.writeArchive(intoVolume: name, ByteStream([archive]))
    }

    func remove(_ paths: [String], fromVolume name: String, of place: PodPlace) async throws {
        try await fabric.removeFiles(paths, fromVolume: name)
    }

    func open(volume name: String, of place: PodPlace) async throws { try await fabric.openVolume(name) }

    func set(_ creation: inout ContainerCreation, in place: PodPlace) {
        let request = place.request
        creation.config.hostname = request.shownName
        creation.hostConfig.networkMode = "container:\(place.engineName)"
        let resolver = request.resolver
        if !resolver.servers.isEmpty { creation.hostConfig.dns = resolver.servers }
        if !resolver.searches.isEmpty { creation.hostConfig.dnsSearch = resolver.searches }
        if !resolver.options.isEmpty { creation.hostConfig.dnsOptions = resolver.options }
    }
}
