import EngineAPI

/// Quotas: what a namespace may hold in all. Usage is kept in each quota's status with every change, so it is never late.
extension StoreState {
    private func quotas(_ namespace: String?) -> [KubeObject] {
        guard let namespace else { return [] }
        return objects(.resourceQuotas, in: namespace).sorted { $0.name < $1.name }
    }

    /// Whether an object, new or changed, still fits.
    ///
    /// - Throws: ``StatusError`` 403 with what was asked for, what is used, and how much there may be.
    func checkQuota(_ new: KubeObject, changing old: KubeObject?, _ type: ResourceType) throws(StatusError) {
        for quota in quotas(new.namespace) where QuotaUsage.applies(quota, to: new, type) {
            if type.qualifiedName == "pods", old == nil, let missing = QuotaUsage.missing(new, quota) {
                throw .forbidden(type, new.name, "failed quota: \(quota.name): \(missing)")
            }
            let before = old.map { QuotaUsage.of($0, type) } ?? [:]
            let hard = PodResources.amounts(quota["spec", "hard"])
            let used = PodResources.amounts(quota["status", "used"])
            var exceeded: [(name: String, asked: Quantity)] = []
            for (name, amount) in QuotaUsage.of(new, type) {
                guard let most = hard[name] else { continue }
                let asked = amount - (before[name] ?? .zero)
                guard asked > .zero, (used[name] ?? .zero) + asked > most else { continue }
                exceeded.append((name, asked))
            }
            guard !exceeded.isEmpty else { continue }
            exceeded.sort { $0.name < $1.name }
            func text(_ amount: (String, Quantity) -> Quantity) -> String {
                exceeded.map { "\($0.name)=\(amount($0.name, $0.asked).text)" }.joined(separator: ",")
            }
            throw .forbidden(
                type,
                new.name,
                "exceeded quota: \(quota.name), requested: \(text { $1 }), used: \(text { name, _ in used[name] ?? .zero }), "
                    + "limited: \(text { name, _ in hard[name] ?? .zero })"
            )
        }
    }

    /// Counts a change into the quotas of its namespace.
    mutating func account(_ type: ResourceType, _ before: KubeObject?, _ after: KubeObject?) {
        guard type.isNamespaced, let namespace = (after ?? before)?.namespace else { return }
        if type.qualifiedName == "resourcequotas", before != nil, after != nil { return }
        for quota in quotas(namespace) {
            var used = PodResources.amounts(quota["status", "used"])
            let old = used
            for (object, isMore) in [(before, false), (after, true)] {
                guard let object, QuotaUsage.applies(quota, to: object, type) else { continue }
                for (name, amount) in QuotaUsage.of(object, type) {
                    guard let sum = used[name] else { continue }
                    used[name] = isMore ? sum + amount : sum - amount
                }
            }
            guard used != old else { continue }
            var counted = quota
            counted["status", "used"] = .strings(used.mapValues(\.text))
            put(.resourceQuotas, counted)
        }
    }

    /// A quota with its limits and what is used of them, counted anew.
    func counted(_ quota: KubeObject) -> KubeObject {
        var used = PodResources.amounts(quota["spec", "hard"]).mapValues { _ in Quantity.zero }
        for type in types where type.isNamespaced {
            for object in objects(type, in: quota.namespace) where QuotaUsage.applies(quota, to: object, type)
            {
                for (name, amount) in QuotaUsage.of(object, type) {
                    used[name] = used[name].map { $0 + amount }
                }
            }
        }
        var counted = quota
        counted["status", "hard"] = quota["spec", "hard"]
        counted["status", "used"] = .strings(used.mapValues(\.text))
        return counted
    }
}
