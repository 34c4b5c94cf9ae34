import EngineAPI
import KubeAPI

/// How a body is written.
enum BodyFormat: Hashable {
    case json
    case protobuf
    case yaml

    /// The format that a `Content-Type` field names; JSON where it names none.
    ///
    /// - Throws: ``StatusError`` 415 for others.
    init(contentType: String) throws(StatusError) {
        switch MediaType(contentType).name {
        case "", "application/json": self = .json
        case "application/vnd.kubernetes.protobuf": self = .protobuf
        case "application/yaml": self = .yaml
        default:
            throw StatusError.unsupportedMediaType([
                "application/json", "application/yaml", "application/vnd.kubernetes.protobuf",
            ])
        }
    }

    /// Reads a body in this format.
    func read(_ bytes: [UInt8], _ schema: KubeSchema) throws(StatusError) -> KubeObject {
        switch self {
        case .json: return KubeObject(try Self.json(bytes))
        case .yaml: return KubeObject(try YAMLReader.read(bytes))
        case .protobuf: return try ProtobufReader(schema: schema).object(bytes)
        }
    }

    static func json(_ bytes: [UInt8]) throws(StatusError) -> JSON {
        do { return try JSON(bytes) } catch {
            throw .badRequest("the body isn't JSON: \(error)")
        }
    }
}

extension StatusError {
    static func unsupportedMediaType(_ accepted: [String]) -> StatusError {
        StatusError(
            415,
            "UnsupportedMediaType",
            "the body of the request was in an unknown format - accepted media types include: "
                + accepted.joined(separator: ", ")
        )
    }
}
