import EngineAPI

extension ContainerPolicy {
    /// Ports below it are moved up, since the engine may not be allowed to open them.
    static let firstOrdinaryPort = 1024
    /// How far they are moved.
    static let privilegedOffset = 40_000

    /// Published ports listen on the session's own address, so that two sessions may use one number.
    func judgePorts(_ creation: inout ContainerCreation) throws(EngineError) {
        var mapped: [String: [PortBinding]?] = [:]
        for (port, bindings) in creation.hostConfig.portBindings ?? [:] {
            var judged: [PortBinding] = []
            for binding in bindings ?? [] { judged.append(try judge(binding)) }
            mapped[port] = judged.isEmpty ? nil : judged
        }
        if !mapped.isEmpty {
            let asked = creation.hostConfig.portBindings.json
            creation.config.labels?[SessionLabels.ports] = String(decoding: asked.bytes, as: UTF8.self)
        }
        if creation.hostConfig.portBindings != nil { creation.hostConfig.portBindings = mapped }
        if creation.hostConfig.publishAllPorts {
            // The engine would publish on every address of the machine: the gate does it, port by port.
            creation.hostConfig.publishAllPorts = false
            creation.config.labels?[SessionLabels.publishAll] = "true"
        }
    }

    private func judge(_ binding: PortBinding) throws(EngineError) -> PortBinding {
        guard !binding.hostPort.isEmpty else { return PortBinding(hostIP: session.loopback, hostPort: "") }
        let sides = binding.hostPort.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = sides.compactMap { Int($0) }
        guard numbers.count == sides.count, numbers.allSatisfy({ (0...65_535).contains($0) }) else {
            throw .malformed("invalid port specification: \"\(binding.hostPort)\"")
        }
        let moved = numbers.map(Self.enginePort).map(String.init).joined(separator: "-")
        return PortBinding(hostIP: session.loopback, hostPort: moved)
    }

    /// The number that the engine opens for one that was asked for.
    static func enginePort(_ port: Int) -> Int {
        port > 0 && port < firstOrdinaryPort ? port + privilegedOffset : port
    }

    /// The numbers that the engine opens for those of a filter.
    static func enginePorts(_ filter: PortFilter) -> [PortFilter] {
        // Zero is what an engine says of a port that isn't published.
        [0...0, 1...firstOrdinaryPort - 1, firstOrdinaryPort...65_535].filter(filter.numbers.overlaps).map {
            let part = filter.numbers.clamped(to: $0)
            return PortFilter(enginePort(part.lowerBound)...enginePort(part.upperBound), filter.transport)
        }
    }

    /// The number that was asked for.
    static func viewPort(_ port: Int) -> Int {
        (privilegedOffset + 1..<privilegedOffset + firstOrdinaryPort).contains(port)
            ? port - privilegedOffset : port
    }
}
