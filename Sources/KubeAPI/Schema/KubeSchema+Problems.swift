extension KubeSchema {
    /// What strict decoding would refuse in an object of a built-in kind: `unknown field "spec.replica"`.
    ///
    /// Nothing for kinds that aren't known here, nor where the object can't be read at all.
    package func problems(of object: KubeObject) -> [String] {
        guard let type = kind(object.kind, in: object.apiVersion) else { return [] }
        return (try? SchemaReader.read(object.json, type))?.problems ?? []
    }
}
