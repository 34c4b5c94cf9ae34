import EngineAPI

/// Whether a pod may (and likes to) be where other pods are: affinity and anti-affinity between pods.
struct Neighbours {
    /// Which pods are meant, and what counts as near them.
    private struct Term {
        var selector: LabelSelector?
        var namespaces: Set<String>
        var topologyKey: String
        var weight: Int

        /// A term of a pod's own affinity.
        init(_ json: JSON, of namespace: String, weight: Int, _ cache: ObjectCache) {
            selector = json["labelSelector"].flatMap { LabelSelector(json: $0) }
            var named = Set(json["namespaces"]?.elements?.compactMap(\.text) ?? [])
            if let chosen = json["namespaceSelector"].flatMap({ LabelSelector(json: $0) }) {
                for object in cache.all(.namespaces) where chosen.matches(object.labels) {
                    named.insert(object.name)
                }
            } else if named.isEmpty {
                named = [namespace]
            }
            namespaces = named
            topologyKey = json["topologyKey"]?.text ?? ""
            self.weight = weight
        }

        func means(_ pod: PodFacts) -> Bool {
            namespaces.contains(pod.key.namespace) && (selector?.matches(pod.labels) ?? false)
        }
    }

    private let facts: PodFacts
    /// For each required term: the domains in which a pod that is meant runs, and whether any does at all.
    private var near: [(key: String, domains: Set<String>, meansItself: Bool)] = []
    private var apart: [(key: String, domains: Set<String>)] = []
    /// Where pods are that don't want this one near.
    private var forbidden: [(key: String, value: String)] = []
    private var preferred: [(key: String, weights: [String: Int])] = []

    init(_ pod: KubeObject, _ facts: PodFacts, _ cache: ObjectCache) {
        self.facts = facts
        let affinity = Self.terms(pod, "podAffinity", cache)
        let antiAffinity = Self.terms(pod, "podAntiAffinity", cache)
        let wishes =
            Self.preferences(pod, "podAffinity", 1, cache)
            + Self.preferences(pod, "podAntiAffinity", -1, cache)
        if !affinity.isEmpty || !antiAffinity.isEmpty || !wishes.isEmpty {
            let placed = Self.placed(cache)
            for term in affinity {
                near.append(
                    (term.topologyKey, Self.domains(term, placed), term.means(facts))
                )
            }
            for term in antiAffinity { apart.append((term.topologyKey, Self.domains(term, placed))) }
            for term in wishes {
                var weights: [String: Int] = [:]
                for (other, node) in placed where term.means(other) {
                    if let domain = node.labels[term.topologyKey] {
                        weights[domain, default: 0] &+= term.weight
                    }
                }
                preferred.append((term.topologyKey, weights))
            }
        }
        for key in cache.ledger.unsociable {
            guard let other = cache[.pods, key], let place = cache.pod(key), place.uid != facts.uid,
                let node = cache.nodes.first(where: { $0.name == place.node })
            else { continue }
            for term in Self.terms(other, "podAntiAffinity", cache) where term.means(facts) {
                if let domain = node.labels[term.topologyKey] { forbidden.append((term.topologyKey, domain)) }
            }
        }
    }

    func refusal(_ node: NodeFacts) -> Placement.Refusal? {
        guard !near.isEmpty || !apart.isEmpty || !forbidden.isEmpty else { return nil }
        let labels = node.labels
        for (key, domains, meansItself) in near {
            guard let domain = labels[key] else { return .init(["node(s) didn't match pod affinity rules"]) }
            // The first of a group that wants to stay together may be anywhere.
            if domains.isEmpty, meansItself { continue }
            if !domains.contains(domain) { return .init(["node(s) didn't match pod affinity rules"]) }
        }
        for (key, domains) in apart {
            if let domain = labels[key], domains.contains(domain) {
                return .init(["node(s) didn't match pod anti-affinity rules"], couldBeFreed: true)
            }
        }
        if forbidden.contains(where: { labels[$0.key] == $0.value }) {
            return .init(["node(s) didn't satisfy existing pods anti-affinity rules"], couldBeFreed: true)
        }
        return nil
    }

    /// How much the pod likes the company on a node.
    func preference(for node: NodeFacts) -> Int {
        preferred.reduce(0) { sum, wish in
            guard let domain = node.labels[wish.key] else { return sum }
            return sum &+ (wish.weights[domain] ?? 0)
        }
    }

    private static func terms(_ pod: KubeObject, _ kind: String, _ cache: ObjectCache) -> [Term] {
        (pod.spec("affinity")?[kind]?["requiredDuringSchedulingIgnoredDuringExecution"]?.elements ?? [])
            .map { Term($0, of: pod.namespace ?? "", weight: 1, cache) }
    }

    private static func preferences(
        _ pod: KubeObject,
        _ kind: String,
        _ sign: Int,
        _ cache: ObjectCache
    ) -> [Term] {
        (pod.spec("affinity")?[kind]?["preferredDuringSchedulingIgnoredDuringExecution"]?.elements ?? [])
            .compactMap { wish in
                guard let term = wish["podAffinityTerm"] else { return nil }
                let weight = min(100, max(0, wish["weight"]?.integer ?? 0))
                return Term(term, of: pod.namespace ?? "", weight: weight * sign, cache)
            }
    }

    private static func placed(_ cache: ObjectCache) -> [(PodFacts, NodeFacts)] {
        cache.nodes.flatMap { node in
            cache.pods(onNode: node.name).filter { !$0.isTerminal }.map { ($0, node) }
        }
    }

    private static func domains(_ term: Term, _ placed: [(PodFacts, NodeFacts)]) -> Set<String> {
        Set(placed.compactMap { pod, node in term.means(pod) ? node.labels[term.topologyKey] : nil })
    }
}
