import EngineAPI
import KubeAPI
import LabModel

/// Looks at objects of a session's cluster.
struct ClusterObserver: Sendable {
    let cluster: SessionCluster

    /// Looks once.
    ///
    /// "There is no such object" is an answer; every other error is thrown on.
    func look(at check: FilledCheck) async throws -> Observation {
        switch check.subject {
        case .object(let kind, let name):
            guard let type = await type(named: kind) else {
                return .unsupported("the cluster has no objects of kind '\(kind)'")
            }
            do {
                return .object(try await object(type, name, check.predicates))
            } catch let error as StatusError where error.code == 404 { return .absent }
        case .pods(let selector):
            guard check.predicates.ask(for: "image") else { return .pods(try await pods(selector)) }
            // Asked before the pods: what had nothing to do then has made none of them since.
            let finished = try await finishedDeployments()
            return .pods(try await pods(selector, of: finished))
        case .events: return .events(try await events())
        default: return .unsupported("that is no object of a cluster")
        }
    }

    /// The deployments of the session, for finding causes.
    func deployments() async throws -> [DeploymentSight] {
        try await cluster.api.list(.deployments, ObjectQuery(namespace: cluster.namespace)).items.prefix(16)
            .map {
                deployment in
                DeploymentSight().with {
                    $0.name = deployment.name
                    $0.containers = ObjectParts.containers(deployment.json).compactMap { $0["name"]?.text }
                }
            }
    }

    /// What happens wakes whoever waits: the types that a subject's state shows in.
    func types(of subject: CheckSubject) async -> [ResourceType] {
        switch subject {
        case .object(let kind, _):
            guard let type = await type(named: kind) else { return [] }
            return type == .pods ? [.pods] : type == .services ? [.services, .endpoints] : [type, .pods]
        case .pods: return [.pods]
        case .events: return [.events]
        default: return []
        }
    }

    // MARK: Objects

    private func object(
        _ type: ResourceType,
        _ name: String,
        _ predicates: [CheckPredicate]
    ) async throws -> ObjectSight {
        let namespace = type.isNamespaced ? cluster.namespace : nil
        let object = try await cluster.api.get(type, namespace: namespace, name: name)
        var sight = ObjectSight()
        sight.object = ObjectParts.evidence(object.json)
        if type == .pods { sight.pods = [PodSight(object.json)] }
        if let selector = ObjectParts.selector(object.json), type != .services {
            sight.pods = try await pods(selector).filter { !$0.isEnding }
        }
        if type == .services, predicates.ask(for: "endpoints") {
            sight.endpoints = try await endpoints(of: name)
        }
        var names: Set<String> = []
        for case .environment(let name, _) in predicates { names.insert(name) }
        if !names.isEmpty {
            sight.variables = try await variables(of: object.json).filter { names.contains($0.name) }
        }
        return sight
    }

    /// The variables of an object's containers, with what config maps and secrets give.
    private func variables(of object: JSON) async throws -> [VariableSight] {
        var environment = PodEnvironment(object: object)
        for source in environment.sources {
            do throws(StatusError) {
                let found = try await cluster.api.get(
                    source.type,
                    namespace: cluster.namespace,
                    name: source.name
                )
                environment.values[source] = source.values(found.json)
            } catch {
                guard error.code == 404 else { throw error }
            }
        }
        return environment.variables
    }

    private func pods(
        _ selector: String,
        of finished: [[String: String]] = []
    ) async throws -> [PodSight] {
        try await cluster.api.list(.pods, ObjectQuery(namespace: cluster.namespace, labels: selector)).items
            .map { pod in
                var sight = PodSight(pod.json)
                sight.isSettled = finished.contains { labels in
                    labels.allSatisfy { pod.labels[$0.key] == $0.value }
                }
                return sight
            }
    }

    /// The labels by which deployments select their pods that have nothing more to do.
    private func finishedDeployments() async throws -> [[String: String]] {
        try await cluster.api.list(.deployments, ObjectQuery(namespace: cluster.namespace)).items.compactMap {
            deployment in
            var sight = ObjectSight()
            sight.object = deployment.json
            let labels = deployment.json["spec"]?["selector"]?["matchLabels"]?.members ?? []
            guard ObjectJudge(sight: sight).isRolledOut, !labels.isEmpty else { return nil }
            return Dictionary(labels.map { ($0.name, $0.value.text ?? "") }) { first, _ in first }
        }
    }

    /// The ready addresses behind a service; none where nothing was made for it yet.
    private func endpoints(of service: String) async throws -> [String] {
        let query = ObjectQuery(namespace: cluster.namespace, fields: "metadata.name=\(service)")
        return try await cluster.api.list(.endpoints, query).items.filter { $0.name == service }
            .flatMap { $0["subsets"]?.elements ?? [] }.flatMap { $0["addresses"]?.elements ?? [] }
            .compactMap { $0["ip"]?.text }.sorted()
    }

    private func events() async throws -> [EventSight] {
        try await cluster.api.list(.events, ObjectQuery(namespace: cluster.namespace)).items.map { event in
            EventSight().with {
                $0.type = event["type"]?.text ?? ""
                $0.reason = event["reason"]?.text ?? ""
                $0.message = event["message"]?.text ?? event["note"]?.text ?? ""
                let about = event["involvedObject"] ?? event["regarding"]
                $0.object =
                    "\((about?["kind"]?.text ?? "").lowercased())/\(about?["name"]?.text ?? "")"
            }
        }
    }

    /// The type that a word means: `deploy`, `deployment`, `apps/v1/deployments`, `deployments.apps`.
    private func type(named word: String) async -> ResourceType? {
        let parts = word.split(separator: "/").map(String.init)
        guard let last = parts.last else { return nil }
        let names = last.split(separator: ".", maxSplits: 1).map(String.init)
        let group: String? =
            names.count > 1 ? names[1] : parts.count == 3 ? parts[0] : parts.count == 2 ? "" : nil
        let wanted = names[0].lowercased()
        return await cluster.api.types().first { type in
            let isCalled =
                type.plural == wanted || type.singular == wanted || type.shortNames.contains(wanted)
            return isCalled && (group == nil || group == type.group)
                && (parts.count < 2 || parts[parts.count - 2] == type.version)
        }
    }
}
