import SourceText
import Yams

/// The documents of a YAML file, with places.
struct YAMLFile {
    let source: SourceFile
    let documents: [Node]

    /// How large a file is read at most: what is shown on slides is far smaller.
    private static let largest = 1 << 20

    /// What could be read of a file, and what is wrong with it.
    struct Reading<Value> {
        var value: Value?
        var problems: [Diagnostic] = []
    }

    static func read(_ source: SourceFile) -> Reading<YAMLFile> {
        guard source.bytes.count <= largest else { return Reading() }
        do {
            var parser = try compose_all(yaml: String(decoding: source.bytes, as: UTF8.self))
            var documents: [Node] = []
            while let document = parser.next() { documents.append(document) }
            if let error = parser.error { throw error }
            return Reading(value: YAMLFile(source: source, documents: documents))
        } catch {
            return Reading(problems: [.yamlSyntax(error, in: source)])
        }
    }

    /// The place of a node's first line.
    func location(_ node: Node?) -> SourceLocation {
        let mark = node?.mark
        let line = max(1, min(mark?.line ?? 1, max(source.lines.count, 1)))
        let column = max(1, mark?.column ?? 1)
        let length = source.line(line).count
        return source.location(line: line, columns: min(column, length + 1)..<length + 1)
    }
}

extension Node {
    /// The keys of a mapping with their values, in order; none for other nodes.
    var entries: [(key: Node, value: Node)] { mapping?.map { ($0.key, $0.value) } ?? [] }

    /// The elements of a sequence; none for other nodes.
    var elements: [Node] { sequence.map(Array.init) ?? [] }

    /// The text of a scalar, whatever it would mean.
    var text: String? { scalar?.string }
}

extension Diagnostic {
    static func yamlSyntax(_ error: any Error, in source: SourceFile) -> Self {
        var line = 1
        var reason = "\(error)"
        if let error = error as? YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                line = mark.line
                reason = problem
            default: reason = "it is no YAML"
            }
        }
        return Self(
            "file.yaml.syntax",
            .warning,
            at: source.location(line: max(1, min(line, max(1, source.lines.count)))),
            "this file can't be read as YAML: \(reason)",
            notes: [Note("YAML is indented by spaces, never by tabs; a text with ': ' in it needs quotes")]
        )
    }
}
