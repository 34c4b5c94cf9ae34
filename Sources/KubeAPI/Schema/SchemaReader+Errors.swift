import EngineAPI

/// How Go says that a value has the wrong type.
extension SchemaReader {
    /// A field's type in Go.
    func goName(_ content: SchemaField.Content) -> String {
        switch content {
        case .string: "string"
        case .bool: "bool"
        case .int32, .intOrString: "int32"
        case .int64: "int64"
        case .bytes: "[]uint8"
        case .time: "string"
        case .microTime: "string"
        case .quantity: "string"
        case .json, .managedFields: "map[string]interface {}"
        case .strings: "[]string"
        case .type(let name): KubeSchema.builtIn[name].map(goName) ?? name
        }
    }

    /// `v1.PodSpec`.
    func goName(_ type: SchemaType) -> String {
        let version = type.apiVersion.split(separator: "/").last.map(String.init) ?? type.apiVersion
        return "\(version).\(type.name)"
    }

    /// A value's kind as JSON's decoder calls it.
    func kind(_ json: JSON) -> String { StoreState.goKind(json) }

    /// Bytes in base 64, written as Go writes what it has read.
    static func canonicalBytes(_ text: String) throws(WrongType) -> String {
        do { return Base64.encode(try Base64.decode(strictly: text), forURLs: false) } catch {
            let problem = "illegal base64 data at input byte \(error.offset)"
            throw WrongType(message: problem, converterMessage: "error decoding from json: \(problem)")
        }
    }

    func wrong(
        _ json: JSON,
        owner: String,
        fields: String,
        _ goType: String,
        converter: String
    ) -> WrongType {
        wrong(kind(json), owner: owner, fields: fields, goType, converter: converter)
    }

    func wrong(
        _ kind: String,
        owner: String,
        fields: String,
        _ goType: String,
        converter: String
    ) -> WrongType {
        let place = owner.isEmpty ? "Go value" : "Go struct field \(owner).\(fields)"
        return WrongType(
            message: "json: cannot unmarshal \(kind) into \(place) of type \(goType)",
            converterMessage: converter,
            typedMessage:
                ".\(fields): expected \(expected(goType)), got \(kind.split(separator: " ").first ?? "")"
        )
    }

    /// A type in the words of a server-side apply.
    private func expected(_ goType: String) -> String {
        switch goType {
        case "int32", "int64": "numeric (int or float)"
        case "bool": "boolean"
        case "string": "string"
        default: goType.hasPrefix("[]") ? "list" : "map"
        }
    }
}
