import EngineAPI
import HTTPWire
import KubeAPI
import KubeNode

/// Opens the ports of a cluster's nodes at the session's address, as services ask for them.
struct NodePorts: Sendable {
    /// The session's address.
    let address: String
    let ports: ClusterPorts

    /// Follows a cluster's services until the task is cancelled, then closes every port.
    func run(of api: any ClusterAPI, _ kubelet: Kubelet) async {
        var open: [Int: StreamListener] = [:]
        while !Task.isCancelled {
            guard let changes = try? await api.watch(.services, ObjectQuery(), from: nil) else { break }
            var wanted: [String: Set<Int>] = [:]
            do {
                while let event = try await changes.next() {
                    let service = event.object
                    wanted[service.uid] = event.kind == .deleted ? nil : Self.ports(of: service)
                    await adjust(&open, to: wanted.values.reduce(into: []) { $0.formUnion($1) }, kubelet)
                }
            } catch {
                // A watch that fell behind begins anew.
            }
            changes.cancel()
        }
        let rest = open
        open = [:]
        ports.change { current in for port in rest.keys { current[UInt16(clamping: port)] = nil } }
        // Not cancelled with this task: the sockets must be closed.
        await Task { for listener in rest.values { await listener.close() } }.value
    }

    private static func ports(of service: KubeObject) -> Set<Int> {
        let ports = service["spec", "ports"]?.elements ?? []
        return Set(
            ports.filter { ($0["protocol"]?.text ?? "TCP") == "TCP" }.compactMap { $0["nodePort"]?.integer }
                .filter { (1...65_535).contains($0) }
        )
    }

    private func adjust(_ open: inout [Int: StreamListener], to wanted: Set<Int>, _ kubelet: Kubelet) async {
        for port in Set(open.keys).subtracting(wanted) {
            ports.change { $0[UInt16(clamping: port)] = nil }
            await open.removeValue(forKey: port)?.close()
        }
        for port in wanted.subtracting(open.keys) {
            let listener = try? await StreamListener.open(host: address, port: 0) { caller in
                guard let pod = try? await kubelet.connect(toNodePort: port) else { return }
                await PodRelay.run(caller, pod)
            }
            guard let listener else { continue }
            open[port] = listener
            ports.change { $0[UInt16(clamping: port)] = UInt16(clamping: listener.port) }
        }
    }
}

/// Carries bytes between a connection from outside and one to a pod.
enum PodRelay {
    static func run(_ caller: WireConnection, _ pod: PodConnection) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while let bytes = try? await caller.read(), !bytes.isEmpty {
                    guard (try? await pod.send(bytes)) != nil else { break }
                }
                try? await pod.finish()
            }
            group.addTask {
                while let bytes = try? await pod.input.next() {
                    guard (try? await caller.write(Array(bytes))) != nil else { break }
                }
                try? await caller.finishWriting()
                pod.close()
            }
            await group.waitForAll()
        }
    }
}
