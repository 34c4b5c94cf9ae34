import EngineAPI

/// What holds for config maps and secrets.
enum ConfigRules {
    private static let most = 1_048_576

    static func configMap(_ object: KubeObject, _ faults: inout Faults) {
        var size = 0
        for field in ["data", "binaryData"] {
            for member in object[field]?.members ?? [] {
                key(member.name, field, &faults)
                if field == "binaryData", object["data"]?[member.name] != nil {
                    faults.refuse(
                        "data[\(member.name)]",
                        member.name,
                        "duplicate of key present in binaryData"
                    )
                }
                size += member.value.text?.utf8.count ?? 0
            }
        }
        if size > most {
            faults.add(.init("FieldValueTooLong", "", "Too long: may not be more than \(most) bytes"))
        }
    }

    static func secret(_ object: KubeObject, _ faults: inout Faults) {
        var size = 0
        for member in object["data"]?.members ?? [] {
            key(member.name, "data", &faults)
            size += (member.value.text?.utf8.count ?? 0) / 4 * 3
        }
        if size > most {
            faults.add(.init("FieldValueTooLong", "data", "Too long: may not be more than \(most) bytes"))
        }
        for field in neededKeys[object["type"]?.text ?? ""] ?? [] where object["data"]?[field] == nil {
            faults.require("data[\(field)]")
        }
    }

    private static let neededKeys = [
        "kubernetes.io/tls": ["tls.crt", "tls.key"], "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
        "kubernetes.io/ssh-auth": ["ssh-privatekey"],
    ]

    private static func key(_ name: String, _ field: String, _ faults: inout Faults) {
        if let problem = NameRules.configKeyProblem(name) {
            faults.refuse("\(field)[\(name)]", name, problem)
        }
    }
}
