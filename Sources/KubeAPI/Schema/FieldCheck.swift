import EngineAPI

/// What a body has that its type doesn't: what clients are warned of where they don't ask for strictness.
public enum FieldCheck {
    /// The problems in the words of strict decoding: `unknown field "spec.replica"`; none for custom types.
    public static func problems(in object: KubeObject, of type: ResourceType) -> [String] {
        guard let schema = KubeSchema.builtIn.kind(type.kind, in: type.apiVersion),
            let read = try? SchemaReader.read(object.json, schema)
        else { return [] }
        return read.problems
    }
}
