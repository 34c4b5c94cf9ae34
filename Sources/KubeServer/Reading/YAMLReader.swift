import EngineAPI
import KubeAPI
import Yams

/// Makes JSON of YAML, which server-side apply may be written in.
struct YAMLReader {
    private static let deepest = 64
    /// Aliases may stand for aliases, so a short text can stand for more values than there is room for.
    private var left = 1_000_000

    /// The document of a body.
    ///
    /// - Throws: ``StatusError`` 400 for what isn't one document.
    static func read(_ bytes: [UInt8]) throws(StatusError) -> JSON {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .badRequest("error converting YAML to JSON: it isn't UTF-8")
        }
        do {
            guard let root = try Yams.compose(yaml: text) else { return .null }
            var reader = YAMLReader()
            return try reader.value(root, depth: 0)
        } catch let error as StatusError { throw error } catch {
            let reason = "\(error)".split(separator: "\n").first.map(String.init) ?? "it is broken"
            throw .badRequest("error converting YAML to JSON: \(reason)")
        }
    }

    /// A body that may be JSON or YAML; JSON keeps its own reader, which is quicker.
    static func jsonOrYAML(_ bytes: [UInt8]) throws(StatusError) -> JSON {
        if let json = try? JSON(bytes) { return json }
        return try read(bytes)
    }

    private mutating func value(_ node: Node, depth: Int) throws(StatusError) -> JSON {
        left -= 1
        guard left > 0, depth < Self.deepest else {
            throw .badRequest("error converting YAML to JSON: it stands for too many values")
        }
        switch node {
        case .mapping(let mapping):
            var members: [JSON.Member] = []
            for (key, node) in mapping {
                members.append(JSON.Member(key.scalar?.string ?? "", try value(node, depth: depth + 1)))
            }
            return .object(members)
        case .sequence(let sequence):
            var elements: [JSON] = []
            for node in sequence { elements.append(try value(node, depth: depth + 1)) }
            return .array(elements)
        case .scalar(let scalar): return Self.value(scalar, node)
        case .alias: return .null
        }
    }

    private static func value(_ scalar: Node.Scalar, _ node: Node) -> JSON {
        guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
        if node.null != nil { return .null }
        if let value = node.bool { return .bool(value) }
        if let value = node.int { return .number(String(value)) }
        if node.float != nil, (try? JSON(Array(scalar.string.utf8))) != nil { return .number(scalar.string) }
        return .string(scalar.string)
    }
}
