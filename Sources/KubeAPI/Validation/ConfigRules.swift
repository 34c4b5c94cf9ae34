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
        checkKeys(of: object, &faults)
    }

    /// What a secret of a type must hold.
    private static func checkKeys(of object: KubeObject, _ faults: inout Faults) {
        let type = object["type"]?.text ?? ""
        func requireAll(_ keys: [String]) {
            for field in keys where object["data"]?[field] == nil { faults.require("data[\(field)]") }
        }
        switch type {
        case "kubernetes.io/tls": requireAll(["tls.crt", "tls.key"])
        case "kubernetes.io/ssh-auth": requireAll(["ssh-privatekey"])
        case "kubernetes.io/basic-auth":
            // One of both is enough, and may be empty.
            let keys = ["username", "password"]
            if keys.allSatisfy({ object["data"]?[$0] == nil }) { requireAll(keys) }
        case "kubernetes.io/dockercfg", "kubernetes.io/dockerconfigjson":
            let field = "." + type.dropFirst("kubernetes.io/".count)
            requireAll([field])
            if let text = object["data"]?[field]?.text, let bytes = Base64.decode(text),
                let problem = objectProblem(bytes)
            {
                faults.refuse("data[\(field)]", "<secret contents redacted>", problem)
            }
        default: break
        }
    }

    /// Why bytes are no JSON object; nil where they are one.
    private static func objectProblem(_ bytes: [UInt8]) -> String? {
        let into = "into Go value of type map[string]interface {}"
        do {
            switch try JSON(bytes) {
            case .object, .null: return nil
            case .array: return "json: cannot unmarshal array \(into)"
            case .string: return "json: cannot unmarshal string \(into)"
            case .number: return "json: cannot unmarshal number \(into)"
            case .bool: return "json: cannot unmarshal bool \(into)"
            }
        } catch {
            guard let first = bytes.first(where: { !" \t\r\n".utf8.contains($0) }) else {
                return "unexpected end of JSON input"
            }
            let begins = "{[\"-0123456789tfn".utf8.contains(first)
            let shown = Character(Unicode.Scalar(first))
            return begins ? error.problem : "invalid character '\(shown)' looking for beginning of value"
        }
    }

    private static func key(_ name: String, _ field: String, _ faults: inout Faults) {
        if let problem = NameRules.configKeyProblem(name) {
            faults.refuse("\(field)[\(name)]", name, problem)
        }
    }
}
