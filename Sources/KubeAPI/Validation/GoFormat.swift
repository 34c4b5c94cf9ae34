import EngineAPI

/// How Go prints values: the server's messages hold them so.
enum GoFormat {
    /// A text in quotes: `%q`.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                out += "\\x" + (digits.count < 2 ? "0" : "") + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// A decoded document: `%v`, `map[spec:map[replicas:many]]`.
    static func plain(_ value: JSON) -> String {
        switch value {
        case .null: "<nil>"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let digits): digits
        case .string(let text): text
        case .array(let elements): "[" + elements.map(plain).joined(separator: " ") + "]"
        case .object(let members):
            "map["
                + members.sorted { $0.name < $1.name }.map { "\($0.name):\(plain($0.value))" }
                .joined(separator: " ") + "]"
        }
    }

    /// A map of strings: `%#v`, `map[string]string{"a":"b"}`.
    static func map(_ value: JSON?) -> String {
        guard let members = value?.members, !members.isEmpty else { return "map[string]string(nil)" }
        let pairs = members.sorted { $0.name < $1.name }.map {
            "\(quoted($0.name)):\(quoted($0.value.text ?? ""))"
        }
        return "map[string]string{\(pairs.joined(separator: ", "))}"
    }

    /// A label selector: `%#v`.
    static func labelSelector(_ value: JSON?) -> String {
        let expressions = value?["matchExpressions"]?.elements ?? []
        let list =
            expressions.isEmpty
            ? "[]v1.LabelSelectorRequirement(nil)"
            : "[]v1.LabelSelectorRequirement{"
                + expressions.map { expression in
                    let values = (expression["values"]?.elements ?? []).compactMap(\.text).map(quoted)
                    return
                        "v1.LabelSelectorRequirement{Key:\(quoted(expression["key"]?.text ?? "")), "
                        + "Operator:\(quoted(expression["operator"]?.text ?? "")), Values:"
                        + (values.isEmpty ? "[]string(nil)" : "[]string{\(values.joined(separator: ", "))}")
                        + "}"
                }
                .joined(separator: ", ") + "}"
        return "v1.LabelSelector{MatchLabels:\(map(value?["matchLabels"])), MatchExpressions:\(list)}"
    }

    /// A number or a percentage: `%#v`.
    static func intOrString(_ value: JSON?) -> String {
        if let text = value?.text { return "intstr.IntOrString{Type:1, IntVal:0, StrVal:\(quoted(text))}" }
        return "intstr.IntOrString{Type:0, IntVal:\(value?.integer ?? 0), StrVal:\"\"}"
    }
}
