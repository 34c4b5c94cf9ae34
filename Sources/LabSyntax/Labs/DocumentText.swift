import Yams

/// What a document of an expectation asks for: JSON, which YAML reads as well, or YAML.
enum DocumentText {
    /// Whether every document would do: there is no value in it, only empty lists and objects.
    static func assertsNothing(_ text: String) -> Bool {
        do {
            return try compose(yaml: text).map(isEmpty) ?? true
        } catch {
            // What can't be read is another mistake, and docker's documents, one a line, are no YAML.
            return false
        }
    }

    private static func isEmpty(_ node: Node) -> Bool {
        switch node {
        case .mapping(let mapping): mapping.values.allSatisfy(isEmpty)
        case .sequence(let sequence): sequence.allSatisfy(isEmpty)
        case .scalar, .alias: false
        }
    }
}
