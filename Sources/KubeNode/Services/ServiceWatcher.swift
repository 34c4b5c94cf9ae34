import EngineAPI
import KubeAPI

/// Keeps the pods' network up to date with the cluster's services and their endpoints.
actor ServiceWatcher {
    private let api: any ClusterAPI
    private let clock: any ClusterClock
    private let places: any PodPlaces
    private var objects: [ResourceType: [String: KubeObject]] = [:]
    private var change = Latch()

    init(api: any ClusterAPI, clock: any ClusterClock, places: any PodPlaces) {
        (self.api, self.clock, self.places) = (api, clock, places)
    }

    /// Watches until the task is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            for type in [ResourceType.services, .endpointSlices] {
                group.addTask {
                    await ObjectWatch(api: self.api, clock: self.clock, type: type).run { change in
                        await self.take(change, type)
                    }
                }
            }
            group.addTask { await self.tell() }
        }
    }

    /// The cluster's address of a service, and its port, that a port of the nodes leads to.
    func target(ofNodePort port: Int) -> VirtualService.Backend? {
        for service in (objects[.services] ?? [:]).values {
            guard let address = service["spec", "clusterIP"]?.text else { continue }
            for entry in service["spec", "ports"]?.elements ?? [] where entry["nodePort"]?.integer == port {
                return entry["port"]?.integer.map { VirtualService.Backend(address: address, port: $0) }
            }
        }
        return nil
    }

    /// The ports of the nodes that services have, sorted.
    var nodePorts: [Int] {
        (objects[.services] ?? [:]).values.flatMap { service in
            (service["spec", "ports"]?.elements ?? []).compactMap { $0["nodePort"]?.integer }
        }.sorted()
    }

    private func take(_ new: ObjectWatch.Change, _ type: ResourceType) {
        switch new {
        case .all(let list):
            objects[type] = Dictionary(list.map { (Self.key($0), $0) }) { $1 }
        case .one(let event):
            objects[type, default: [:]][Self.key(event.object)] =
                event.kind == .deleted ? nil : event.object
        }
        change.open()
    }

    private static func key(_ object: KubeObject) -> String { "\(object.namespace ?? "")/\(object.name)" }

    /// Tells the network of changes; those that come meanwhile are told together.
    private func tell() async {
        while !Task.isCancelled {
            await change.wait()
            guard !Task.isCancelled else { return }
            change = Latch()
            let table = ServiceTable.of(
                services: Array((objects[.services] ?? [:]).values),
                slices: (objects[.endpointSlices] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
            )
            await places.setServices(table)
        }
    }
}
