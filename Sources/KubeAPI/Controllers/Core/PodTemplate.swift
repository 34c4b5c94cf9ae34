import EngineAPI

/// Makes pods of templates.
enum PodTemplate {
    /// A pod of an owner's template, still without a name: it gets its owner's and a made-up end.
    static func pod(of owner: KubeObject, namespace: String) -> KubeObject {
        let template = owner.spec("template") ?? .of([:])
        let metadata = template["metadata"]
        return KubeObject(
            .of([
                "apiVersion": "v1".json, "kind": "Pod".json,
                "metadata": .of([
                    "generateName": "\(owner.name)-".json, "namespace": namespace.json,
                    "labels": metadata?["labels"], "annotations": metadata?["annotations"],
                    "finalizers": metadata?["finalizers"],
                    "ownerReferences": .array([OwnerReference.controller(owner)]),
                ]),
                "spec": template["spec"] ?? .of([:]),
            ])
        )
    }

    /// Two templates that mean the same are equal so, whoever wrote them and whatever revision they had.
    static func normal(_ template: JSON?) -> JSON {
        var copy = KubeObject(template ?? .of([:]))
        copy["metadata", "labels", "pod-template-hash"] = nil
        return slim(copy.json) ?? .of([:])
    }

    /// What tells templates apart in names: up to ten characters, the same for the same template.
    static func hash(_ template: JSON?, collisions: Int = 0) -> String {
        var hash: UInt32 = 2_166_136_261
        func mix(_ byte: UInt8) { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        for byte in normal(template).bytes { mix(byte) }
        if collisions > 0 { for byte in String(collisions).utf8 { mix(byte) } }
        // The letters of made-up names, so that no words come out.
        let letters = Array("bcdfghjklmnpqrstvwxz2456789".utf8)
        return String(
            decoding: String(hash).utf8.map { letters[Int($0) % letters.count] },
            as: UTF8.self
        )
    }

    /// Sorted, and without what says nothing.
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
