import EngineAPI
import SimShell

extension SimulatedEngine {
    /// Opens a container's ports on the host.
    func openPorts(_ record: ContainerRecord) async throws(EngineError) {
        let mode = record.hostConfig.networkMode
        guard mode != "host", mode != "none", !mode.hasPrefix("container:") else { return }
        guard let endpoint = record.endpoints.first(where: { networks[$0.networkID]?.isInternal == false })
        else {
            return
        }
        let wanted = wantedPorts(record)
        guard wanted.reduce(0, { $0 + $1.1.count }) <= limits.ports else {
            throw EngineError(
                .tooMany,
                "slidectl: a container opens at most \(limits.ports) ports on the host"
            )
        }
        for (port, bindings) in wanted {
            let name = try PortName(port)
            for binding in bindings {
                do {
                    record.ports.append(try await open(name, binding, record, endpoint))
                } catch {
                    throw EngineError(
                        error.kind,
                        "failed to set up container networking: driver failed programming external connectivity on "
                            + "endpoint \(record.name) (\(endpoint.endpointID)): \(error.message)"
                    )
                }
            }
        }
    }

    private func wantedPorts(_ record: ContainerRecord) -> [(String, [PortBinding])] {
        var wanted: [String: [PortBinding]] = [:]
        for (port, bindings) in record.hostConfig.portBindings ?? [:] {
            wanted[port] = (bindings ?? []).isEmpty ? [PortBinding()] : bindings
        }
        if record.hostConfig.publishAllPorts {
            for port in record.config.exposedPorts?.keys.sorted() ?? [] where wanted[port] == nil {
                wanted[port] = [PortBinding()]
            }
        }
        return wanted.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func open(
        _ port: PortName,
        _ binding: PortBinding,
        _ record: ContainerRecord,
        _ endpoint: Endpoint
    ) async throws(EngineError) -> ContainerRecord.OpenPort {
        let address = binding.hostIP
        let range = try PortName.hostPort(binding.hostPort)
        let shown = address.isEmpty ? "0.0.0.0" : address
        var failure: EngineError?
        for number in range.prefix(1000) {
            if number != 0, isOpen(number, on: address) {
                failure = EngineError(
                    .failed,
                    "Bind for \(shown):\(number) failed: port is already allocated"
                )
                continue
            }
            let target = endpoint.address.map(Subnet.text) ?? "127.0.0.1"
            do throws(PublishError) {
                let published =
                    port.transport == "tcp"
                    ? try await configuration.ports.publish(
                        address,
                        port: number,
                        onCaller: caller(target, port.number)
                    )
                    : try await UnpublishedPorts().publish(address, port: number) { $0.close() }
                return ContainerRecord.OpenPort(
                    port: port.text,
                    hostAddress: address,
                    hostPort: published.port,
                    published: published
                )
            } catch {
                let place = "\(shown):\(number):\(target):\(port.text)"
                let reason =
                    switch error {
                    case .addressInUse: "address already in use"
                    case .notPermitted: "permission denied"
                    case .addressNotAvailable: "cannot assign requested address"
                    }
                failure = EngineError(.failed, "failed to bind host port for \(place): \(reason)")
            }
        }
        throw failure ?? EngineError(.failed, "all ports are allocated")
    }

    private func isOpen(_ port: Int, on address: String) -> Bool {
        let isAny = { (address: String) in ["", "0.0.0.0", "::"].contains(address) }
        return containers.all.contains { record in
            record.ports.contains {
                $0.hostPort == port
                    && ($0.hostAddress == address || isAny($0.hostAddress) || isAny(address))
            }
        }
    }

    /// Hands a caller of a published port on to a container.
    private func caller(
        _ address: String,
        _ port: Int
    ) -> @Sendable (any SimShell.NetworkConnection) async -> Void {
        let machine = fabric.machine
        return { connection in
            // A port that nobody listens on accepts and hangs up, as under a real engine.
            guard let inside = try? await machine.connect(to: address, port: port) else {
                connection.close()
                return
            }
            await ConnectionRelay.run(connection, inside)
        }
    }
}
