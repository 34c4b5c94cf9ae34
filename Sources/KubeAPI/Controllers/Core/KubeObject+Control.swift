import EngineAPI

/// What controllers ask of objects.
extension KubeObject {
    var owners: [OwnerReference] {
        (json["metadata"]?["ownerReferences"]?.elements ?? []).compactMap(OwnerReference.init)
    }

    /// The owner that looks after it.
    var controller: OwnerReference? { owners.first(where: \.isController) }

    var created: KubeTime? { json["metadata"]?["creationTimestamp"]?.text.flatMap { KubeTime($0) } }

    /// A condition of its status.
    func condition(_ type: String) -> JSON? { PodFacts.condition(type, in: json["status"]) }

    /// A member of `spec`.
    func spec(_ name: String) -> JSON? { json["spec"]?[name] }

    /// A member of `status`.
    func status(_ name: String) -> JSON? { json["status"]?[name] }

    /// A count in the status; 0 where it isn't said.
    func count(_ name: String) -> Int { status(name)?.integer ?? 0 }

    /// Whether its deletion has begun and nothing holds it any more.
    var isFinished: Bool {
        isBeingDeleted && finalizers.isEmpty
            && (json["metadata"]?["deletionGracePeriodSeconds"]?.integer ?? 0) == 0
            && (kind != "Namespace" || (spec("finalizers")?.elements ?? []).isEmpty)
    }

    /// The object without one of its finalizers.
    func without(finalizer: String) -> KubeObject {
        var copy = self
        let left = finalizers.filter { $0 != finalizer }
        copy["metadata", "finalizers"] = left.isEmpty ? nil : left.json
        return copy
    }

    /// The object with another status.
    func with(status: JSON) -> KubeObject {
        var copy = self
        copy["status"] = status
        return copy
    }
}

extension KubeObject {
    /// Whether two objects say the same, without regard to the order of members and to what is empty.
    func means(_ other: KubeObject) -> Bool {
        json == other.json || Self.slim(json) == Self.slim(other.json)
    }

    private static func slim(_ json: JSON) -> JSON? {
        switch json {
        case .null: return nil
        case .bool, .number, .string: return json
        case .array(let elements): return elements.isEmpty ? nil : .array(elements.map { slim($0) ?? .null })
        case .object(let members):
            let left = members.compactMap { member in slim(member.value).map { JSON.Member(member.name, $0) }
            }
            return left.isEmpty ? nil : .object(left.sorted { $0.name < $1.name })
        }
    }
}
