import EngineAPI
import KubeAPI

/// A row of `kubectl get pods`, as the printer of the API server makes it of a pod.
struct Row: Hashable, CustomStringConvertible {
    var ready: String
    var status: String
    var restarts: Int

    init(_ pod: KubeObject) {
        let main = pod["status", "containerStatuses"]?.elements ?? []
        let initial = pod["status", "initContainerStatuses"]?.elements ?? []
        let total = pod["spec", "containers"]?.elements?.count ?? 0
        ready = "\(main.filter { $0["ready"] == .bool(true) }.count)/\(total)"
        restarts = (main + initial).reduce(0) { $0 + ($1["restartCount"]?.integer ?? 0) }
        status = pod["status", "reason"]?.text ?? pod["status", "phase"]?.text ?? "Pending"
        let initCount = pod["spec", "initContainers"]?.elements?.count ?? 0
        var isInitializing = false
        for (index, container) in initial.enumerated() {
            let state = container["state"]
            if state?["terminated"]?["exitCode"]?.integer == 0 { continue }
            isInitializing = true
            if let end = state?["terminated"] {
                status = "Init:\(end["reason"]?.text ?? "")"
            } else if let reason = state?["waiting"]?["reason"]?.text, reason != "PodInitializing" {
                status = "Init:\(reason)"
            } else {
                status = "Init:\(index)/\(initCount)"
            }
            break
        }
        if !isInitializing {
            var hasRunning = false
            for container in main.reversed() {
                let state = container["state"]
                if let reason = state?["waiting"]?["reason"]?.text {
                    status = reason
                } else if let reason = state?["terminated"]?["reason"]?.text {
                    status = reason
                } else if container["ready"] == .bool(true), state?["running"] != nil {
                    hasRunning = true
                }
            }
            if status == "Completed", hasRunning {
                let isReady = (pod["status", "conditions"]?.elements ?? []).contains {
                    $0["type"]?.text == "Ready" && $0["status"]?.text == "True"
                }
                status = isReady ? "Running" : "NotReady"
            }
        }
        let phase = pod["status", "phase"]?.text
        if pod.isBeingDeleted, phase != "Succeeded", phase != "Failed" { status = "Terminating" }
    }

    var description: String { "\(ready) \(status)" + (restarts > 0 ? " \(restarts)" : "") }
}

/// The rows that `kubectl get pods -w` would print of one pod.
actor Rows {
    private(set) var rows: [String] = []
    private var task: Task<Void, Never>?

    /// Watches a pod, from its making on.
    init(_ store: ClusterStore, _ name: String) async throws {
        let events = try await store.watch(
            .pods,
            ObjectQuery(namespace: "default", fields: "metadata.name=\(name)"),
            from: nil
        )
        task = Task { [weak self] in
            while let event = try? await events.next() { await self?.add(Row(event.object).description) }
        }
    }

    /// The first rows, waited for for two seconds at most.
    func first(_ count: Int) async -> [String] {
        for _ in 0..<2000 where rows.count < count { try? await Task.sleep(for: .milliseconds(1)) }
        return Array(rows.prefix(count))
    }

    /// The rows up to a certain one, which is waited for for two seconds at most.
    func until(_ row: String) async -> ArraySlice<String> {
        for _ in 0..<2000 where !rows.contains(row) { try? await Task.sleep(for: .milliseconds(1)) }
        return rows.firstIndex(of: row).map { rows[...$0] } ?? rows[...]
    }

    private func add(_ row: String) { rows.append(row) }

    deinit { task?.cancel() }
}
