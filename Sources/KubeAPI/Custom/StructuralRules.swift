import EngineAPI
import RegularExpressions

/// What holds for the schemas of custom types: they must be structural, and say only what this cluster can check.
enum StructuralRules {
    private static let types = ["array", "boolean", "integer", "number", "object", "string"]

    static func check(_ schema: JSON, _ path: String, isValueOnly: Bool, _ faults: inout Faults) {
        guard case .object = schema else {
            faults.add(.invalid(path, GoFormat.plain(schema), "must be an object"))
            return
        }
        let isLoose =
            (schema["x-kubernetes-int-or-string"]?.flag ?? false)
            || (schema["x-kubernetes-preserve-unknown-fields"]?.flag ?? false)
        if let type = schema["type"]?.text {
            faults.check("\(path).type", type, oneOf: types)
        } else if !isValueOnly, !isLoose {
            faults.require("\(path).type", "must not be empty for specified object fields")
        }
        if schema["x-kubernetes-validations"] != nil {
            faults.add(
                .forbidden(
                    "\(path).x-kubernetes-validations",
                    "this cluster doesn't evaluate CEL expressions"
                )
            )
        }
        if schema["$ref"] != nil { faults.add(.forbidden("\(path).$ref", "$ref is not supported")) }
        if let pattern = schema["pattern"]?.text {
            do { _ = try SchemaPattern(pattern) } catch {
                let why = "must be a valid regular expression, but isn't: \(error.message)"
                faults.refuse("\(path).pattern", pattern, why)
            }
        }
        if schema["type"]?.text == "array", schema["items"] == nil, !isValueOnly {
            faults.require("\(path).items", "must be specified")
        }
        for property in schema["properties"]?.members ?? [] {
            check(property.value, "\(path).properties[\(property.name)]", isValueOnly: isValueOnly, &faults)
        }
        if let items = schema["items"] { check(items, "\(path).items", isValueOnly: isValueOnly, &faults) }
        if let values = schema["additionalProperties"], case .object = values {
            check(values, "\(path).additionalProperties", isValueOnly: isValueOnly, &faults)
        }
        for word in ["allOf", "anyOf", "oneOf"] {
            for (index, part) in (schema[word]?.elements ?? []).enumerated() {
                check(part, "\(path).\(word)[\(index)]", isValueOnly: true, &faults)
            }
        }
        if let not = schema["not"] { check(not, "\(path).not", isValueOnly: true, &faults) }
    }
}
