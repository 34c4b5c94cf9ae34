/// A media type of an `Accept` or `Content-Type` field, with its parameters.
struct MediaType: Hashable {
    var name: String
    var parameters: [String: String] = [:]

    init(_ text: some StringProtocol) {
        let parts = text.split(separator: ";")
        name = Self.trimmed(parts.first ?? "").lowercased()
        for part in parts.dropFirst().prefix(16) {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { continue }
            parameters[Self.trimmed(sides[0]).lowercased()] = Self.trimmed(sides[1])
        }
    }

    /// The types of a field's value, best first as clients of Kubernetes write them.
    static func list(_ text: String) -> [MediaType] {
        text.split(separator: ",").prefix(32).map { MediaType($0) }
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = text[...]
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}

/// In which form objects are asked for.
enum ObjectForm: Hashable {
    case plain
    /// Rows for people; `v1` or `v1beta1`.
    case table(version: String)
    /// Metadata alone.
    case metadata(version: String)

    /// The form that an `Accept` field asks for; nil where it wants only what isn't served.
    ///
    /// Everything is answered in JSON, to those too that would rather have protobuf: they all read both.
    init?(accept: String) {
        guard !accept.isEmpty else {
            self = .plain
            return
        }
        for type in MediaType.list(accept) {
            switch type.name {
            case "application/json" where type.parameters["as"] != nil:
                guard type.parameters["g"] == "meta.k8s.io", let version = type.parameters["v"],
                    ["v1", "v1beta1"].contains(version)
                else { continue }
                switch type.parameters["as"] {
                case "Table": self = .table(version: version)
                case "PartialObjectMetadata", "PartialObjectMetadataList": self = .metadata(version: version)
                default: continue
                }
                return
            case "application/json", "application/*", "*/*", "application/vnd.kubernetes.protobuf",
                "application/yaml":
                self = .plain
                return
            default: continue
            }
        }
        return nil
    }
}
