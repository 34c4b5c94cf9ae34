import EngineAPI
import Testing

@testable import KubeAPI

/// Many things done to a cluster, one after the other, by a seed: after each of them all must be in order.
@Suite struct ClusterSoakTests {
    private static let quota = 24

    @Test(arguments: [UInt64(1), 2, 3]) func staysInOrder(seed: UInt64) async throws {
        let cluster = ControlledCluster(nodes: [
            NodeSettings(name: "node-1"), NodeSettings(name: "node-2", address: "192.168.49.3"),
        ])
        try await cluster.create(
            .resourceQuotas,
            #"{"metadata":{"name":"q"},"spec":{"hard":{"pods":"\#(Self.quota)"}}}"#
        )
        var course = Course(cluster: cluster, seed: seed)
        for number in 0..<60 {
            let what = try await course.next()
            for wait in [Duration.zero, .seconds(1), .seconds(11)] {
                try await cluster.settle(after: wait)
                try await check(cluster, "\(number): \(what)")
            }
        }
        try await endsEmpty(cluster)
    }

    /// What must hold whenever the controllers rest.
    private func check(_ cluster: ControlledCluster, _ what: String) async throws {
        var uids: Set<String> = []
        for type in Self.owners {
            for object in try await cluster.list(type) {
                uids.insert(object.uid)
                let observed = object.status("observedGeneration")?.integer
                guard type != .jobs else { continue }
                #expect(observed == object.generation, "\(type.kind) \(object.name) after \(what)")
            }
        }
        let pods = try await cluster.list(.pods)
        for pod in pods + (try await cluster.list(.replicaSets)) {
            for owner in pod.owners {
                #expect(uids.contains(owner.uid), "\(pod.name) is an orphan after \(what)")
            }
        }
        let living = pods.filter { !["Succeeded", "Failed"].contains($0.status("phase")?.text ?? "") }.count
        #expect(living <= Self.quota, "the quota is exceeded after \(what)")
        let quota = try await cluster.get(.resourceQuotas, "q")
        #expect(
            quota["status", "used", "pods"]?.text == String(living),
            "the quota counts wrongly after \(what)"
        )
        for deployment in try await cluster.list(.deployments) {
            let wanted = deployment.spec("replicas")?.integer ?? 1
            let has = deployment.status("replicas")?.integer ?? 0
            // A quarter more, rounded up, while a rollout is under way.
            #expect(has <= wanted + (wanted + 3) / 4, "\(deployment.name) has too many after \(what)")
        }
    }

    /// Without what owns pods there are none.
    private func endsEmpty(_ cluster: ControlledCluster) async throws {
        for type in Self.owners {
            for object in try await cluster.list(type) where object.owners.isEmpty {
                try await cluster.delete(type, object.name)
            }
        }
        for _ in 0..<3 { try await cluster.settle(after: .seconds(1)) }
        for type in Self.owners + [.pods] { #expect(try await cluster.list(type).isEmpty, "\(type.kind)") }
        #expect(try await cluster.get(.resourceQuotas, "q")["status", "used", "pods"]?.text == "0")
    }

    private static let owners: [ResourceType] = [
        .deployments, .replicaSets, .statefulSets, .daemonSets, .jobs,
    ]
}

/// What somebody with kubectl does, as a seed has it.
private struct Course {
    let cluster: ControlledCluster
    var random: StoreRandom
    private var made = 0

    init(cluster: ControlledCluster, seed: UInt64) {
        self.cluster = cluster
        random = StoreRandom(seed: seed)
    }

    /// Does the next thing; says what it was.
    mutating func next() async throws -> String {
        let deployments = try await cluster.list(.deployments)
        let number = roll(12)
        switch number {
        case 0...1: return try await make(number == 0 || deployments.isEmpty ? "Deployment" : "StatefulSet")
        case 2: return try await make("DaemonSet")
        case 3:
            made += 1
            try await cluster.create(
                .jobs,
                #"{"metadata":{"name":"job-\#(made)"},"spec":{"completions":3,"parallelism":2,"ttlSecondsAfterFinished":30,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"\#(roll(2) == 0 ? "done" : "fails")"}]}}}}"#
            )
            return "a job"
        case 4...6:
            guard let one = pick(deployments) else { return "nothing" }
            let (field, text) =
                number == 4
                ? ("replicas", #""replicas":\#(roll(8))"#)
                : number == 5
                    ? (
                        "image",
                        #""template":{"spec":{"containers":[{"name":"c","image":"\#(["i:1", "i:2", "broken"][roll(3)])"}]}}"#
                    )
                    : ("paused", #""paused":\#(roll(2) == 0)"#)
            try await cluster.patch(.deployments, one.name, #"{"spec":{\#(text)}}"#)
            return "\(field) of \(one.name)"
        case 7...8:
            guard let pod = pick(try await cluster.list(.pods)) else { return "nothing" }
            try await cluster.delete(.pods, pod.name)
            return "the end of \(pod.name)"
        case 9:
            let node = "node-\(1 + roll(2))"
            let isCordoned = roll(2) == 0
            try await cluster.patch(.nodes, node, #"{"spec":{"unschedulable":\#(isCordoned)}}"#)
            return "\(isCordoned ? "a cordon" : "no cordon") around \(node)"
        default:
            let types: [ResourceType] = [.deployments, .statefulSets, .daemonSets]
            let type = types[roll(3)]
            guard let one = pick(try await cluster.list(type)) else { return "nothing" }
            let ways: [DeleteOptions.Propagation] = [.background, .foreground]
            try await cluster.delete(
                type,
                one.name,
                DeleteOptions(propagation: ways[roll(2)], uid: one.uid)
            )
            return "the end of \(type.kind) \(one.name)"
        }
    }

    private mutating func make(_ kind: String) async throws -> String {
        made += 1
        let name = "\(kind.lowercased())-\(made)"
        let types: [String: ResourceType] = [
            "Deployment": .deployments, "StatefulSet": .statefulSets, "DaemonSet": .daemonSets,
        ]
        let replicas = kind == "DaemonSet" ? "" : #""replicas":\#(1 + roll(5)),"#
        try await cluster.create(
            types[kind] ?? .deployments,
            #"{"metadata":{"name":"\#(name)"},"spec":{\#(replicas)\#(kind == "StatefulSet" ? #""serviceName":"s","# : "")"selector":{"matchLabels":{"app":"\#(name)"}},"template":{"metadata":{"labels":{"app":"\#(name)"}},"spec":{"containers":[{"name":"c","image":"i:1"}]}}}}"#
        )
        return name
    }

    private mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &random) }

    private mutating func pick(_ objects: [KubeObject]) -> KubeObject? {
        objects.isEmpty ? nil : objects[roll(objects.count)]
    }
}
