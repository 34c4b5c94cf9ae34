import EngineAPI
import LabModel
import Yams

/// Reads JSON and YAML as one kind of value.
enum DocumentReader {
    static func read(_ text: String, _ format: LabStep.DocumentFormat) -> Result<JSON, JSONError> {
        switch format {
        case .json: json(text)
        case .yaml: yaml(text)
        }
    }

    private static func json(_ text: String) -> Result<JSON, JSONError> {
        do throws(JSONError) { return .success(try JSON(Array(text.utf8))) } catch {
            // docker's `--format json` prints a document a line.
            let lines = text.split(separator: "\n")
            let values = lines.compactMap { line in try? JSON(Array(line.utf8)) }
            guard lines.count > 1, values.count == lines.count else { return .failure(error) }
            return .success(.array(values))
        }
    }

    private static func yaml(_ text: String) -> Result<JSON, JSONError> {
        do {
            var values = YAMLValues()
            let documents = try compose_all(yaml: text).map { try values.value($0) }
            return .success(documents.count == 1 ? documents[0] : .array(documents))
        } catch {
            return .failure(JSONError("\(error)".split(separator: "\n").first.map(String.init) ?? "broken"))
        }
    }
}

/// Makes JSON of YAML's nodes.
private struct YAMLValues {
    /// Aliases may stand for aliases, so a short text can stand for more values than there is room for.
    private var left = 1_000_000

    mutating func value(_ node: Node) throws(JSONError) -> JSON {
        left -= 1
        guard left > 0 else { throw JSONError("it stands for too many values") }
        switch node {
        case .mapping(let mapping):
            var members: [JSON.Member] = []
            for (key, node) in mapping { members.append(JSON.Member(key.string ?? "", try value(node))) }
            return .object(members)
        case .sequence(let sequence):
            var elements: [JSON] = []
            for node in sequence { elements.append(try value(node)) }
            return .array(elements)
        case .scalar(let scalar): return Self.value(scalar, node)
        case .alias: return .null
        }
    }

    private static func value(_ scalar: Node.Scalar, _ node: Node) -> JSON {
        guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
        if node.null != nil { return .null }
        if let value = node.bool { return .bool(value) }
        if node.int != nil || node.float != nil, (try? JSON(Array(scalar.string.utf8))) != nil {
            return .number(scalar.string)
        }
        return .string(scalar.string)
    }
}
