public import EngineAPI
import SimShell

extension SimulatedEngine {
    public func listContainers(_ query: ContainerListQuery) async throws -> [ContainerSummary] {
        try query.filters.check(known: ContainerListQuery.knownFilters)
        let filter = try ContainerFilter(
            query.filters,
            containers: containers,
            images: images,
            volumes: volumes
        )
        let showsAll = query.all || query.limit ?? 0 > 0 || filter.asksForState
        var found: [ContainerSummary] = []
        for record in containers.all {
            if let limit = query.limit, limit > 0, found.count >= limit { break }
            guard showsAll || record.lifecycle.isRunning, filter.takes(record) else { continue }
            found.append(summary(record, size: query.size))
        }
        return found
    }

    func summary(_ record: ContainerRecord, size: Bool) -> ContainerSummary {
        ContainerSummary().with {
            ($0.id, $0.names, $0.imageID) = (record.id, ["/" + record.name], record.image.id)
            $0.image = shownImage(record)
            ($0.command, $0.created) = (record.commandLine, record.created.seconds)
            ($0.ports, $0.labels) = (portList(record), record.config.labels ?? [:])
            $0.state = record.lifecycle.phase.rawValue
            $0.status = ContainerStatus.text(record.lifecycle, health: record.health?.status, now: time.now)
            $0.hostConfig.networkMode = record.hostConfig.networkMode
            $0.networkSettings.networks = endpointSettings(record, listing: true)
            $0.mounts = record.mounts
            if size {
                $0.sizeRw = record.layer.size
                $0.sizeRootFs = record.image.size + record.layer.size
            }
        }
    }

    /// The name that was asked for, while it still means the same image.
    private func shownImage(_ record: ContainerRecord) -> String {
        if case .image(let id, _) = images.find(record.imageName), id == record.image.id {
            return record.imageName
        }
        return record.image.id
    }

    private func portList(_ record: ContainerRecord) -> [ContainerSummary.Port] {
        guard record.lifecycle.hasProcess else { return [] }
        var ports: [ContainerSummary.Port] = []
        for port in record.ports {
            guard let name = try? PortName(port.port) else { continue }
            for address in Self.shownAddresses(port.hostAddress) {
                ports.append(
                    ContainerSummary.Port().with {
                        ($0.ip, $0.privatePort, $0.publicPort, $0.type) = (
                            address, name.number, port.hostPort, name.transport
                        )
                    }
                )
            }
        }
        let open = Set(record.ports.map(\.port))
        for exposed in record.config.exposedPorts?.keys.sorted() ?? [] where !open.contains(exposed) {
            guard let name = try? PortName(exposed) else { continue }
            ports.append(
                ContainerSummary.Port().with { ($0.privatePort, $0.type) = (name.number, name.transport) }
            )
        }
        return ports
    }

    private static func shownAddresses(_ address: String) -> [String] {
        address.isEmpty ? ["0.0.0.0", "::"] : [address]
    }

    // MARK: One container

    public func inspectContainer(_ name: String, size: Bool) async throws -> ContainerDetails {
        let record = try containers.find(name)
        let folder = "/var/lib/docker/containers/\(record.id)"
        let hasRun = record.lifecycle.startedAt != nil
        return ContainerDetails().with {
            ($0.id, $0.name, $0.created) = (record.id, "/" + record.name, Timestamp.text(record.created))
            ($0.path, $0.args) = (record.command.first ?? "", Array(record.command.dropFirst()))
            ($0.state, $0.image) = (state(record), record.image.id)
            $0.resolvConfPath = hasRun ? folder + "/resolv.conf" : ""
            $0.hostnamePath = hasRun ? folder + "/hostname" : ""
            $0.hostsPath = hasRun ? folder + "/hosts" : ""
            $0.logPath = hasRun ? "\(folder)/\(record.id)-json.log" : ""
            ($0.restartCount, $0.driver, $0.platform) = (record.lifecycle.restartCount, "overlay2", "linux")
            let running = record.execs.filter { execs[$0]?.exitCode == nil }
            $0.execIDs = running.isEmpty ? nil : running
            ($0.hostConfig, $0.config, $0.mounts) = (record.hostConfig, record.config, record.mounts)
            $0.networkSettings = networkSettings(record)
            if size {
                $0.sizeRw = record.layer.size
                $0.sizeRootFs = record.image.size + record.layer.size
            }
        }
    }

    private func state(_ record: ContainerRecord) -> ContainerState {
        let lifecycle = record.lifecycle
        return ContainerState().with {
            $0.status = lifecycle.phase.rawValue
            $0.running = lifecycle.isRunning
            $0.paused = lifecycle.phase == .paused
            $0.restarting = lifecycle.phase == .restarting
            ($0.oomKilled, $0.dead) = (lifecycle.isOutOfMemory, lifecycle.phase == .dead)
            ($0.exitCode, $0.error, $0.pid) = (
                lifecycle.exitCode, lifecycle.error, record.run?.hostProcess ?? 0
            )
            $0.startedAt = Timestamp.text(lifecycle.startedAt)
            $0.finishedAt = Timestamp.text(lifecycle.finishedAt)
            $0.health = record.health.map { health in
                ContainerState.Health().with {
                    $0.status = health.status
                    $0.failingStreak = health.failingStreak
                    $0.log = health.probes
                }
            }
        }
    }

    private func networkSettings(_ record: ContainerRecord) -> ContainerDetails.NetworkSettings {
        ContainerDetails.NetworkSettings().with {
            $0.networks = endpointSettings(record, listing: false)
            guard record.lifecycle.hasProcess else { return }
            $0.sandboxID = ContentHash.hex("sandbox \(record.id)".utf8)
            $0.sandboxKey = "/var/run/docker/netns/\($0.sandboxID.prefix(12))"
            for exposed in record.config.exposedPorts?.keys.sorted() ?? [] { $0.ports[exposed] = .some(nil) }
            for port in record.ports {
                let bindings = Self.shownAddresses(port.hostAddress).map {
                    PortBinding(hostIP: $0, hostPort: String(port.hostPort))
                }
                $0.ports[port.port] = ($0.ports[port.port].flatMap { $0 } ?? []) + bindings
            }
            guard let main = record.endpoints.first(where: { $0.networkName == "bridge" && $0.isJoined })
            else {
                return
            }
            $0.endpointID = main.endpointID
            $0.ipAddress = main.address.map(Subnet.text) ?? ""
            ($0.ipPrefixLen, $0.gateway) = (main.prefix, main.gateway.map(Subnet.text) ?? "")
            $0.macAddress = main.mac
        }
    }

    /// The networks that a container is in, as the API shows them.
    private func endpointSettings(_ record: ContainerRecord, listing: Bool) -> [String: EndpointSettings?] {
        var all: [String: EndpointSettings?] = [:]
        for endpoint in record.endpoints {
            all[endpoint.networkName] = EndpointSettings().with {
                $0.ipamConfig = endpoint.settings.ipamConfig
                $0.links = endpoint.settings.links
                $0.aliases = endpoint.settings.aliases.flatMap { $0.isEmpty ? nil : $0 }
                $0.driverOpts = endpoint.settings.driverOpts
                $0.gwPriority = 0
                $0.networkID = endpoint.networkID
                guard endpoint.isJoined else { return }
                ($0.endpointID, $0.macAddress) = (endpoint.endpointID, endpoint.mac)
                $0.ipAddress = endpoint.address.map(Subnet.text) ?? ""
                ($0.ipPrefixLen, $0.gateway) = (endpoint.prefix, endpoint.gateway.map(Subnet.text) ?? "")
                if !listing, endpoint.networkName != "bridge" {
                    $0.dnsNames = dnsNames(endpoint, record)
                }
            }
        }
        let mode = record.hostConfig.networkMode
        if mode == "none" || mode == "host", let network = try? networks.find(mode) {
            all[mode] = EndpointSettings().with { $0.networkID = network.id }
        }
        return all
    }

    public func logs(_ name: String, _ query: LogQuery) async throws -> ContainerOutput {
        let record = try containers.find(name)
        guard query.stdout || query.stderr else {
            throw EngineError.malformed("Bad parameters: you must choose at least one stream")
        }
        guard record.hostConfig.logConfig.type != "none" else {
            throw EngineError(.notImplemented, "configured logging driver does not support reading")
        }
        let reader = try LogReader(query, record.output, now: time.now)
        return ContainerOutput(isTTY: record.output.isTTY, bytes: reader.stream)
    }

    public func top(_ name: String, psArguments: String?) async throws -> ProcessList {
        let record = try containers.find(name)
        guard let run = record.run, record.lifecycle.hasProcess else {
            throw EngineError(.conflict, "container \(record.id) is not running")
        }
        let base = run.hostProcess
        let asked = psArguments ?? "-ef"
        let rows = run.sandbox.processes()
        if let columns = try TopColumns(asked) { return columns.list(rows, base: base) }
        guard !asked.contains("aux") else {
            return ProcessList().with {
                $0.titles = [
                    "USER", "PID", "%CPU", "%MEM", "VSZ", "RSS", "TTY", "STAT", "START", "TIME", "COMMAND",
                ]
                $0.processes = rows.map { row in
                    [
                        row.user.id == 0 ? "root" : "\(row.user.id)", "\(base + row.id - 1)", "0.0", "0.0",
                        "4400", "1500", "?", "Ss", Timestamp.clock(row.started), "0:00",
                        row.shown,
                    ]
                }
            }
        }
        return ProcessList().with {
            $0.titles = ["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"]
            $0.processes = rows.map { row in
                [
                    row.user.id == 0 ? "root" : "\(row.user.id)", "\(base + row.id - 1)",
                    "\(row.parent == 0 ? base - 20 : base + row.parent - 1)", "0",
                    Timestamp.clock(row.started), "?", "00:00:00", row.shown,
                ]
            }
        }
    }

    public func changes(_ name: String) async throws -> [EngineAPI.FileChange]? {
        let changes = try containers.find(name).changes
        return changes.isEmpty ? nil : changes
    }
}
