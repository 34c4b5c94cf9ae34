import EngineAPI
import KubeAPI

extension ObjectTable {
    static let namespaces = ObjectTable([.init("Name"), .init("Status"), .init("Age")]) { object, now in
        [.string(object.name), object.text("status", "phase", or: ""), object.age(now)]
    }

    static let nodes = ObjectTable(
        [
            .init("Name"), .init("Status"), .init("Roles"), .init("Age"), .init("Version"),
            .init("Internal-IP", wide: true), .init("External-IP", wide: true), .init("OS-Image", wide: true),
            .init("Kernel-Version", wide: true), .init("Container-Runtime", wide: true),
        ]
    ) { node, now in
        [
            .string(node.name), .string(nodeStatus(node)), .string(nodeRoles(node)), node.age(now),
            node.text("status", "nodeInfo", "kubeletVersion", or: ""),
            .string(nodeAddress(node, "InternalIP")), .string(nodeAddress(node, "ExternalIP")),
            node.text("status", "nodeInfo", "osImage", or: "<unknown>"),
            node.text("status", "nodeInfo", "kernelVersion", or: "<unknown>"),
            node.text("status", "nodeInfo", "containerRuntimeVersion", or: "<unknown>"),
        ]
    }

    private static func nodeStatus(_ node: KubeObject) -> String {
        let ready = node["status", "conditions"]?.elements?.first { $0["type"]?.text == "Ready" }
        let word = ready.map { $0["status"]?.text == "True" ? "Ready" : "NotReady" } ?? "Unknown"
        return node["spec", "unschedulable"]?.isTrue == true ? word + ",SchedulingDisabled" : word
    }

    private static func nodeRoles(_ node: KubeObject) -> String {
        let prefix = "node-role.kubernetes.io/"
        let roles = node.labels.compactMap { key, value -> String? in
            if key.hasPrefix(prefix) { return String(key.dropFirst(prefix.count)) }
            return key == "kubernetes.io/role" ? value : nil
        }.filter { !$0.isEmpty }
        return roles.isEmpty ? "<none>" : Set(roles).sorted().joined(separator: ",")
    }

    private static func nodeAddress(_ node: KubeObject, _ type: String) -> String {
        let addresses = node["status", "addresses"]?.elements ?? []
        return addresses.first { $0["type"]?.text == type }?["address"]?.text ?? "<none>"
    }

    static let componentStatuses = ObjectTable(
        [.init("Name"), .init("Status"), .init("Message"), .init("Error")]
    ) { object, _ in
        let condition = object["conditions"]?.elements?.first { $0["type"]?.text == "Healthy" }
        let status = condition?["status"]?.text
        return [
            .string(object.name),
            .string(status == "True" ? "Healthy" : status == "False" ? "Unhealthy" : "Unknown"),
            .string(condition?["message"]?.text ?? ""), .string(condition?["error"]?.text ?? ""),
        ]
    }

    static let leases = ObjectTable([.init("Name"), .init("Holder"), .init("Age")]) { object, now in
        [.string(object.name), object.text("spec", "holderIdentity", or: ""), object.age(now)]
    }

    static let priorityClasses = ObjectTable(
        [
            .init("Name"), .init("Value", .integer), .init("Global-Default", .boolean), .init("Age"),
            .init("PreemptionPolicy"),
        ]
    ) { object, now in
        [
            .string(object.name), .int(object.number("value")),
            .bool(object["globalDefault"]?.isTrue == true), object.age(now),
            object.text("preemptionPolicy", or: "PreemptLowerPriority"),
        ]
    }

    static let bindings = ObjectTable(
        [
            .init("Name"), .init("Role"), .init("Age"), .init("Users", wide: true),
            .init("Groups", wide: true), .init("ServiceAccounts", wide: true),
        ]
    ) { object, now in
        let subjects = object["subjects"]?.elements ?? []
        func names(_ kind: String) -> JSON {
            .string(
                subjects.filter { $0["kind"]?.text == kind }.map { subject in
                    let name = subject["name"]?.text ?? ""
                    return kind == "ServiceAccount" ? "\(subject["namespace"]?.text ?? "")/\(name)" : name
                }.joined(separator: ", ")
            )
        }
        let role = "\(object["roleRef", "kind"]?.text ?? "")/\(object["roleRef", "name"]?.text ?? "")"
        return [
            .string(object.name), .string(role), object.age(now), names("User"), names("Group"),
            names("ServiceAccount"),
        ]
    }

    static let resourceQuotas = ObjectTable(
        [.init("Name"), .init("Age"), .init("Request"), .init("Limit")]
    ) { object, now in
        var requests: [String] = []
        var limits: [String] = []
        let hard = (object["status", "hard"]?.members ?? []).sorted { $0.name < $1.name }
        for member in hard {
            let used = object["status", "used"]?[member.name]?.numberOrText ?? "0"
            let text = "\(member.name): \(used)/\(member.value.numberOrText ?? "0")"
            if member.name.hasPrefix("limits") { limits.append(text) } else { requests.append(text) }
        }
        return [
            .string(object.name), object.age(now), .string(requests.joined(separator: ", ")),
            .string(limits.joined(separator: ", ")),
        ]
    }
}
