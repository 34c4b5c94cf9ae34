import EngineAPI
import Glibc
import KubeAPI

/// What is measured of a cluster.
enum Measures {
    /// From nothing until a pod could be made: the server answers, the node is ready, the account of pods is there.
    static func ready(rounds: Int) async throws -> Measure {
        var measure = Measure(name: "ready")
        // The first round reads the images; a session's process has done that before it asks for a cluster.
        for round in -1..<rounds {
            let start = ContinuousClock.now
            let cluster = try await BenchedCluster()
            try await cluster.ask("GET", "/readyz")
            try await cluster.wait {
                let nodes = try await cluster.json("/api/v1/nodes")
                let accounts = try await cluster.json("/api/v1/namespaces/default/serviceaccounts")
                return nodes["items"]?.elements?.contains(where: isReady) == true
                    && accounts["items"]?.elements?.isEmpty == false
            }
            if round >= 0 { measure.durations.append(ContinuousClock.now - start) }
            await cluster.end()
        }
        return measure
    }

    /// From a request for a deployment of three until all three are available.
    static func deploy(rounds: Int) async throws -> Measure {
        var measure = Measure(name: "deploy")
        let cluster = try await BenchedCluster()
        for round in -2..<rounds {
            let name = "web-\(round + 2)"
            let start = ContinuousClock.now
            try await cluster.deploy(name, replicas: 3)
            try await cluster.wait {
                let found = try await cluster.json("/apis/apps/v1/namespaces/default/deployments/\(name)")
                return KubeObject(found)["status", "availableReplicas"]?.integer == 3
            }
            if round >= 0 { measure.durations.append(ContinuousClock.now - start) }
            try await cluster.ask("DELETE", "/apis/apps/v1/namespaces/default/deployments/\(name)")
            try await cluster.wait {
                try await cluster.json("/api/v1/namespaces/default/pods")["items"]?.elements?.isEmpty == true
            }
        }
        await cluster.end()
        return measure
    }

    /// Many running pods, in deployments of ten: until they run, what they hold, and how fast they are shown.
    static func pods(_ count: Int) async throws -> [String] {
        let start = ContinuousClock.now
        let before = usedTime()
        let cluster = try await running(count)
        let time = Measure(name: "settle", durations: [ContinuousClock.now - start])
        let used = Measure(name: "settle-cpu", durations: [usedTime() - before])
        let peak = try memory("VmHWM")
        await cluster.becomeQuiet()
        var page = Measure(name: "get-pods-500")
        var few = Measure(name: "get-pods-10")
        for round in -5..<50 {
            for (target, path) in [
                (false, "/api/v1/pods?limit=500"),
                (true, "/api/v1/namespaces/default/pods?limit=500&labelSelector=app%3Dweb-0"),
            ] {
                let start = ContinuousClock.now
                try await cluster.ask("GET", path, asTable: true)
                guard round >= 0 else { continue }
                if target {
                    few.durations.append(ContinuousClock.now - start)
                } else {
                    page.durations.append(ContinuousClock.now - start)
                }
            }
        }
        let now = try memory("VmRSS")
        return [
            time.description, used.description, "rss \(now)", "peak \(peak)", page.description,
            few.description,
        ]
    }

    /// A cluster with running pods for whoever wants to look at it; ends when its input does.
    static func serve(pods: Int) async throws {
        let cluster = try await running(pods)
        print("http://127.0.0.1:\(cluster.port)")
        fflush(nil)
        while getchar() != EOF {}
        await cluster.end()
    }

    private static func running(_ count: Int) async throws -> BenchedCluster {
        let cluster = try await BenchedCluster(nodes: max(1, (count + 99) / 100))
        let deployments = (count + 9) / 10
        for index in 0..<deployments {
            try await cluster.deploy("web-\(index)", replicas: min(10, count - index * 10))
        }
        try await cluster.wait(every: .milliseconds(200)) {
            let found = try await cluster.json("/apis/apps/v1/namespaces/default/deployments")
            let available = (found["items"]?.elements ?? []).reduce(0) {
                $0 + (KubeObject($1)["status", "availableReplicas"]?.integer ?? 0)
            }
            return available == count
        }
        return cluster
    }

    private static func isReady(_ node: JSON) -> Bool {
        (KubeObject(node)["status", "conditions"]?.elements ?? []).contains {
            $0["type"]?.text == "Ready" && $0["status"]?.text == "True"
        }
    }

    /// A figure of the process's memory, in kB.
    private static func memory(_ field: String) throws -> Int {
        guard let file = fopen("/proc/self/status", "r") else { throw BenchError("/proc isn't there") }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            guard text.hasPrefix(field + ":") else { continue }
            return Int(text.filter(\.isNumber)) ?? 0
        }
        throw BenchError("/proc/self/status has no \(field)")
    }

    /// The processors' time that the process has used.
    private static func usedTime() -> Duration {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return .seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + .microseconds(Int(usage.ru_utime.tv_usec) + Int(usage.ru_stime.tv_usec))
    }
}

/// How long something took, each time it was done.
struct Measure: CustomStringConvertible {
    let name: String
    var durations: [Duration] = []

    var description: String {
        let sorted = durations.sorted()
        let shown = [0, sorted.count / 2, sorted.count * 95 / 100].map { Int(sorted[$0] / .microseconds(1)) }
        return ([name] + shown.map(String.init)).joined(separator: " ")
    }
}
