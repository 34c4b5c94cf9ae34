import EngineAPI
import Testing

@testable import KubeAPI

/// The controllers as they run: fed from watches, each in its own task.
@Suite(.timeLimit(.minutes(2))) struct ControllerManagerTests {
    /// Runs the controllers and a kubelet on a store while the body does.
    private func withCluster(
        nodes: [NodeSettings] = [NodeSettings(name: "node-1")],
        settings: StoreSettings = StoreSettings(seed: 7),
        _ body: (ClusterStore, ManualClusterClock) async throws -> Void
    ) async throws {
        let clock = ManualClusterClock()
        let store = ClusterStore(clock: clock, settings: settings)
        let manager = Task {
            await ControllerManager(api: store, clock: clock, nodes: nodes).run(beside: [FakeKubelet()])
        }
        do {
            try await body(store, clock)
        } catch {
            manager.cancel()
            await manager.value
            throw error
        }
        manager.cancel()
        await manager.value
    }

    private func create(_ store: ClusterStore, _ type: ResourceType, _ text: String) async throws {
        let object = KubeObject(try JSON(strictly: Array(text.utf8)))
        _ = try await store.create(
            type,
            namespace: type.isNamespaced ? "default" : nil,
            object,
            WriteOptions("test")
        )
    }

    /// Waits until the objects of a type are so; reads them anew where it was too slow to follow.
    private func wait(
        _ store: ClusterStore,
        _ type: ResourceType,
        until isSo: ([KubeObject]) -> Bool
    ) async throws {
        while true {
            let list = try await store.list(type, ObjectQuery())
            if isSo(list.items) { return }
            let stream = try await store.watch(type, ObjectQuery(), from: list.resourceVersion)
            defer { stream.cancel() }
            var objects = Dictionary(list.items.map { ($0.uid, $0) }) { $1 }
            do {
                while let event = try await stream.next() {
                    objects[event.object.uid] = event.kind == .deleted ? nil : event.object
                    if isSo(Array(objects.values)) { return }
                }
            } catch let error as StatusError where error.code == 410 {
                continue
            }
        }
    }

    private func deployment(_ name: String, replicas: Int, image: String = "nginx:1.25") -> String {
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"\(name)"},"spec":{"replicas":\(replicas),
        "selector":{"matchLabels":{"app":"\(name)"}},"template":{"metadata":{"labels":{"app":"\(name)"}},
        "spec":{"containers":[{"name":"c","image":"\(image)"}]}}}}
        """
    }

    @Test func bringsADeploymentUpAndTakesItDown() async throws {
        try await withCluster { store, _ in
            try await create(store, .deployments, deployment("web", replicas: 3))
            try await wait(store, .deployments) { $0.contains { $0.said("availableReplicas") == "3" } }
            _ = try await store.delete(.deployments, namespace: "default", name: "web", DeleteOptions())
            try await wait(store, .pods) { $0.isEmpty }
        }
    }

    @Test func looksAgainWhenTimeHasPassed() async throws {
        try await withCluster { store, clock in
            try await create(
                store,
                .cronJobs,
                """
                {"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"tick"},"spec":{"schedule":"* * * * *",
                "jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never",
                "containers":[{"name":"c","image":"done"}]}}}}}}
                """
            )
            // Time is set on until the controllers have seen the cron job and slept for it, and what they try again.
            for isDone: ([KubeObject]) -> Bool in [
                { $0.count >= 2 }, { $0.contains { $0.saidCondition("Complete").hasPrefix("True") } },
            ] {
                while try await !isDone(store.list(.jobs, ObjectQuery()).items) {
                    clock.advance(by: .seconds(1))
                    await Task.yield()
                }
            }
        }
    }

    @Test func followsCustomTypesToo() async throws {
        try await withCluster { store, _ in
            try await create(
                store,
                .customResourceDefinitions,
                """
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
                "metadata":{"name":"lamps.example.org"},"spec":{"group":"example.org","scope":"Namespaced",
                "names":{"plural":"lamps","singular":"lamp","kind":"Lamp"},"versions":[{"name":"v1","served":true,
                "storage":true,"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
                """
            )
            let lamps = try #require(await store.types().first { $0.plural == "lamps" })
            try await create(
                store,
                .configMaps,
                #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"owner"}}"#
            )
            let owner = try await store.get(.configMaps, namespace: "default", name: "owner")
            try await create(
                store,
                lamps,
                """
                {"apiVersion":"example.org/v1","kind":"Lamp","metadata":{"name":"l","ownerReferences":[{"apiVersion":"v1",
                "kind":"ConfigMap","name":"owner","uid":"\(owner.uid)"}]}}
                """
            )
            _ = try await store.delete(.configMaps, namespace: "default", name: "owner", DeleteOptions())
            try await wait(store, lamps) { $0.isEmpty }
        }
    }

    /// A small soak: what a watch forgets is read anew, and everything settles in the end.
    @Test func settlesManyDeploymentsThoughHistoryIsShort() async throws {
        let nodes = (1...3).map { NodeSettings(name: "node-\($0)") }
        let settings = StoreSettings(seed: 7, historyLimit: 16)
        try await withCluster(nodes: nodes, settings: settings) { store, _ in
            for number in 1...20 {
                try await create(store, .deployments, deployment("web-\(number)", replicas: 5))
            }
            try await wait(store, .deployments) { $0.count { $0.said("availableReplicas") == "5" } == 20 }
            let pods = try await store.list(.pods, ObjectQuery()).items
            #expect(pods.count == 100)
            #expect(Set(pods.compactMap { $0["spec", "nodeName"]?.text }).count == 3)
        }
    }
}
