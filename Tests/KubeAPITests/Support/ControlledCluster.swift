import EngineAPI
import Testing

@testable import KubeAPI

/// A store with all controllers, driven step by step on a clock that stands still: `settle()` lets them do what is due.
struct ControlledCluster {
    let clock = ManualClusterClock()
    let store: ClusterStore
    private let hub: ControllerHub
    private let runners: [DecisionRunner]

    /// A cluster of some nodes, whose pods the kubelet runs; nobody does where it is nil.
    init(nodes: [NodeSettings] = [NodeSettings(name: "node-1")], kubelet: FakeKubelet? = FakeKubelet()) {
        let store = ClusterStore(clock: clock, settings: StoreSettings(seed: 7))
        self.store = store
        let controllers = ControllerManager.controllers(nodes) + (kubelet.map { [$0] } ?? [])
        let hub = ControllerHub(controllers, shelves: Shelf.followed, clock: clock)
        self.hub = hub
        runners = controllers.map { [clock] in ControllerManager.runner($0, store, clock, hub) }
    }

    /// Lets time pass, then the controllers do all that is due.
    func settle(after duration: Duration = .zero) async throws {
        clock.advance(by: duration)
        for shelf in Shelf.followed {
            await hub.replace(try await store.list(shelf.type, ObjectQuery()), on: shelf)
        }
        for _ in 0..<10_000 {
            guard try await step() else { return }
        }
        Issue.record("the controllers never come to rest")
    }

    /// One look of each controller that has something to look at; false where none has.
    func step() async throws -> Bool {
        var hasWorked = false
        for (index, runner) in runners.enumerated() {
            guard let look = await hub.take(index) else { continue }
            await runner.carryOut(look, of: index)
            hasWorked = true
        }
        return hasWorked
    }

    // MARK: - Objects

    func create(_ type: ResourceType, _ text: String) async throws {
        let object = KubeObject(try JSON(strictly: Array(text.utf8)))
        let namespace = type.isNamespaced ? object.namespace ?? "default" : nil
        _ = try await store.create(type, namespace: namespace, object, WriteOptions("test"))
    }

    func patch(_ type: ResourceType, _ name: String, _ text: String, part: String? = nil) async throws {
        let change = ObjectPatch.merge(try JSON(strictly: Array(text.utf8)))
        _ = try await store.patch(
            type,
            namespace: type.isNamespaced ? "default" : nil,
            name: name,
            change,
            subresource: part,
            WriteOptions("test")
        )
    }

    func delete(
        _ type: ResourceType,
        _ name: String,
        _ options: DeleteOptions = DeleteOptions()
    ) async throws {
        _ = try await store.delete(
            type,
            namespace: type.isNamespaced ? "default" : nil,
            name: name,
            options
        )
    }

    func get(_ type: ResourceType, _ name: String) async throws -> KubeObject {
        try await store.get(type, namespace: type.isNamespaced ? "default" : nil, name: name)
    }

    func list(_ type: ResourceType, labels: String = "") async throws -> [KubeObject] {
        try await store.list(
            type,
            ObjectQuery(namespace: type.isNamespaced ? "default" : nil, labels: labels)
        ).items
    }

    /// What events tell of objects whose names begin so: `Normal Scheduled default-scheduler: message`, in order.
    func events(_ prefix: String = "") async throws -> [String] {
        try await store.list(.events, ObjectQuery()).items
            .filter { $0["involvedObject", "name"]?.text?.hasPrefix(prefix) ?? false }
            .sorted { $0.resourceVersion < $1.resourceVersion }
            .map { event in
                let source = event["source", "component"]?.text ?? event["reportingComponent"]?.text ?? ""
                let words = ["type", "reason"].map { event[$0]?.text ?? "" }.joined(separator: " ")
                return "\(words) \(source): \(event["message"]?.text ?? "")"
            }
    }
}

extension KubeObject {
    /// A member of the status as short text.
    func said(_ name: String) -> String {
        switch status(name) {
        case .string(let text): text
        case .number(let digits): digits
        case nil: "-"
        case let other?: String(decoding: other.bytes, as: UTF8.self)
        }
    }

    /// A condition as short text: `True MinimumReplicasAvailable: message`.
    func saidCondition(_ type: String) -> String {
        guard let condition = condition(type) else { return "-" }
        let words = ["status", "reason"].compactMap { condition[$0]?.text }.joined(separator: " ")
        return condition["message"].map { "\(words): \($0.text ?? "")" } ?? words
    }
}
