import EngineAPI

/// Whether a custom object is as its schema says, in the words of the real server.
///
/// What a change leaves as it was isn't judged: a schema may have become narrower since, and labels must still be set.
/// Which part of the old object a part of the new one was is known for members and for lists with keys, and not below
/// `allOf` and its like.
struct ValueRules {
    private let patterns = SchemaPatterns()

    static func check(
        _ object: KubeObject,
        changing old: KubeObject?,
        _ schema: JSON,
        _ faults: inout Faults
    ) {
        var content = schema
        for name in ["apiVersion", "kind", "metadata"] { content.set(nil, at: ["properties", name]) }
        // The old object is read as the schema has it now, as the new one was.
        let before = old.map { StructuralSchema.read($0.json, schema).json.canonical(keepingNulls: true) }
        ValueRules().check(object.json, changing: before, content, "", &faults)
    }

    private func check(
        _ value: JSON,
        changing old: JSON?,
        _ schema: JSON,
        _ path: String,
        _ faults: inout Faults
    ) {
        if value == old { return }
        if value.isNull, schema["nullable"]?.flag ?? false { return }
        guard Self.hasType(value, schema) else {
            let type = schema["type"]?.text ?? "integer,string"
            faults.add(
                .init(
                    "FieldValueTypeInvalid",
                    path,
                    "Invalid value: \"\(Self.goType(value))\": \(path) in body must be of type \(type): "
                        + "\"\(Self.goType(value))\""
                )
            )
            return
        }
        Self.enumeration(value, schema, path, &faults)
        switch value {
        case .number(let digits): Self.number(digits, schema, path, &faults)
        case .string(let text): string(text, schema, path, &faults)
        case .array(let elements):
            list(elements, changing: old?.elements, schema, path, &faults)
        case .object(let members):
            object(members, value, changing: old, schema, path, &faults)
        case .null, .bool: break
        }
        combinations(value, schema, path, &faults)
    }

    private static func hasType(_ value: JSON, _ schema: JSON) -> Bool {
        if schema["x-kubernetes-int-or-string"]?.flag ?? false {
            return value.text != nil || value.integer != nil
        }
        switch schema["type"]?.text {
        case "string": return value.text != nil
        case "boolean": return value.flag != nil
        case "integer": return isWhole(value)
        case "number":
            guard case .number = value else { return false }
            return true
        case "array": return value.elements != nil
        case "object": return value.members != nil
        default: return true
        }
    }

    private static func isWhole(_ value: JSON) -> Bool {
        guard case .number(let digits) = value else { return false }
        return Int(digits) != nil || (Double(digits).map { $0 == $0.rounded() && abs($0) < 9e15 } ?? false)
    }

    private static func goType(_ value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .number: isWhole(value) ? "integer" : "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    private static func enumeration(_ value: JSON, _ schema: JSON, _ path: String, _ faults: inout Faults) {
        guard let words = schema["enum"]?.elements, !words.contains(value) else { return }
        let shown = words.map { $0.text ?? String(decoding: $0.bytes, as: UTF8.self) }
        let given = value.text.map(GoFormat.quoted) ?? String(decoding: value.bytes, as: UTF8.self)
        faults.add(.unsupported(path, given, shown))
    }

    private static func number(_ digits: String, _ schema: JSON, _ path: String, _ faults: inout Faults) {
        guard let value = Double(digits) else { return }
        func bound(_ name: String) -> (text: String, value: Double)? {
            guard case .number(let text)? = schema[name], let value = Double(text) else { return nil }
            return (text, value)
        }
        func refuse(_ why: String) { faults.add(.invalid(path, digits, "\(path) in body should be \(why)")) }
        if let least = bound("minimum") {
            if schema["exclusiveMinimum"]?.flag ?? false {
                if value <= least.value { refuse("greater than \(least.text)") }
            } else if value < least.value {
                refuse("greater than or equal to \(least.text)")
            }
        }
        if let most = bound("maximum") {
            if schema["exclusiveMaximum"]?.flag ?? false {
                if value >= most.value { refuse("less than \(most.text)") }
            } else if value > most.value {
                refuse("less than or equal to \(most.text)")
            }
        }
        if let factor = bound("multipleOf"), factor.value > 0 {
            let quotient = value / factor.value
            if abs(quotient - quotient.rounded()) > 1e-9 { refuse("a multiple of \(factor.text)") }
        }
        if schema["format"]?.text == "int32", Int32(digits) == nil { refuse("of type int32: \(digits)") }
    }

    private func string(_ text: String, _ schema: JSON, _ path: String, _ faults: inout Faults) {
        let length = text.unicodeScalars.count
        if let least = schema["minLength"]?.integer, length < least {
            faults.refuse(path, text, "\(path) in body should be at least \(least) chars long")
        }
        if let most = schema["maxLength"]?.integer, length > most {
            faults.add(.init("FieldValueTooLong", path, "Too long: may not be more than \(most) bytes"))
        }
        if let pattern = schema["pattern"]?.text, let matcher = patterns.pattern(pattern),
            !matcher.matches(text)
        {
            faults.refuse(path, text, "\(path) in body should match '\(pattern)'")
        }
        if schema["format"]?.text == "date-time", KubeTime(text) == nil {
            faults.refuse(path, text, "\(path) in body must be of type date-time: \(GoFormat.quoted(text))")
        }
    }

    private func list(
        _ elements: [JSON],
        changing old: [JSON]?,
        _ schema: JSON,
        _ path: String,
        _ faults: inout Faults
    ) {
        if let least = schema["minItems"]?.integer, elements.count < least {
            faults.refuse(path, elements.count, "\(path) in body should have at least \(least) items")
        }
        if let most = schema["maxItems"]?.integer, elements.count > most {
            faults.add(
                .init(
                    "FieldValueTooMany",
                    path,
                    "Too many: \(elements.count): must have at most \(most) items"
                )
            )
        }
        let keys = ListIdentity(schema)
        if let items = schema["items"] {
            let before = keys.byKey(old ?? [])
            for (index, element) in elements.enumerated() {
                let earlier = keys.key(of: element).flatMap { before[$0] }
                check(element, changing: earlier, items, "\(path)[\(index)]", &faults)
            }
        }
        // What was there twice before may stay so.
        guard old.map(keys.repeats)?.isEmpty ?? true else { return }
        for index in keys.repeats(elements) {
            faults.add(
                .duplicate("\(path)[\(index)]", String(decoding: elements[index].bytes, as: UTF8.self))
            )
        }
    }

    private func object(
        _ members: [JSON.Member],
        _ value: JSON,
        changing old: JSON?,
        _ schema: JSON,
        _ path: String,
        _ faults: inout Faults
    ) {
        for name in (schema["required"]?.elements ?? []).compactMap(\.text) where value[name] == nil {
            faults.require(path.isEmpty ? name : "\(path).\(name)")
        }
        if let least = schema["minProperties"]?.integer, members.count < least {
            faults.refuse(path, members.count, "\(path) in body should have at least \(least) properties")
        }
        if let most = schema["maxProperties"]?.integer, members.count > most {
            faults.add(
                .init(
                    "FieldValueTooMany",
                    path,
                    "Too many: \(members.count): must have at most \(most) items"
                )
            )
        }
        for member in members {
            let inner = path.isEmpty ? member.name : "\(path).\(member.name)"
            if let property = schema["properties"]?[member.name] {
                check(member.value, changing: old?[member.name], property, inner, &faults)
            } else if let others = schema["additionalProperties"], case .object = others {
                check(member.value, changing: old?[member.name], others, inner, &faults)
            }
        }
    }

    private func combinations(_ value: JSON, _ schema: JSON, _ path: String, _ faults: inout Faults) {
        func isGood(_ part: JSON) -> Bool {
            var inner = Faults()
            check(value, changing: nil, part, path, &inner)
            return inner.causes.isEmpty
        }
        func refuse(_ why: String) {
            faults.add(.invalid(path, GoFormat.plain(value), "\(path) in body must validate \(why)"))
        }
        for part in schema["allOf"]?.elements ?? [] { check(value, changing: nil, part, path, &faults) }
        if let parts = schema["anyOf"]?.elements, !parts.isEmpty, !parts.contains(where: isGood) {
            refuse("at least one schema (anyOf)")
        }
        if let parts = schema["oneOf"]?.elements, !parts.isEmpty, parts.count(where: isGood) != 1 {
            refuse("one and only one schema (oneOf)")
        }
        if let part = schema["not"], isGood(part) {
            faults.add(
                .invalid(path, GoFormat.plain(value), "\(path) in body must not validate the schema (not)")
            )
        }
    }
}
