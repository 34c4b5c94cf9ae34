import EngineAPI
import KubeAPI

/// What a request's path names.
enum RequestTarget: Hashable {
    /// A page beside the objects: `version`, `healthz`, `openapi/v3`.
    case page([String])
    /// The groups, or one of them: `/apis`, `/apis/apps`.
    case groups
    case group(String)
    /// The core group's versions: `/api`.
    case coreVersions
    /// The types of a group and version: `/api/v1`, `/apis/apps/v1`.
    case types(group: String, version: String)
    case resource(ResourcePath)

    /// Reads a path.
    ///
    /// - Throws: ``StatusError`` 400 for what can't be decoded.
    init(_ path: Substring) throws(StatusError) {
        let segments = try Self.segments(path)
        switch segments.first {
        case "api" where segments.count == 1: self = .coreVersions
        case "api": self.init(group: "", segments.dropFirst())
        case "apis" where segments.count == 1: self = .groups
        case "apis" where segments.count == 2: self = .group(segments[1])
        case "apis": self.init(group: segments[1], segments.dropFirst(2))
        default: self = .page(segments)
        }
    }

    private init(group: String, _ rest: ArraySlice<String>) {
        let version = rest.first ?? ""
        let names = rest.dropFirst()
        self =
            names.isEmpty
            ? .types(group: group, version: version)
            : .resource(ResourcePath(group: group, version: version, Array(names)))
    }

    private static func segments(_ path: Substring) throws(StatusError) -> [String] {
        guard path.utf8.count <= 4096 else { throw .badRequest("the path is too long") }
        var segments: [String] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: true) {
            guard let text = PercentText.decode(part), !text.utf8.contains(0) else {
                throw .badRequest("the path isn't percent-encoded UTF-8")
            }
            segments.append(text)
        }
        return segments
    }
}

/// The path of objects: `namespaces/default/pods/web/log` within a group and version.
struct ResourcePath: Hashable {
    var group: String
    var version: String
    /// Nil for what lies in no namespace, and for lists over all.
    var namespace: String?
    var plural: String
    var name: String?
    var subresource: String?
    /// What follows the subresource, as proxies have it.
    var rest: [String] = []

    init(group: String, version: String, _ names: [String]) {
        self.group = group
        self.version = version
        var names = names[...]
        // `namespaces/x/pods` lies in x; `namespaces/x` and `namespaces/x/status` are of the namespace itself.
        if names.first == "namespaces", names.count >= 3, !["status", "finalize"].contains(names[2]) {
            namespace = names[1]
            names = names.dropFirst(2)
        }
        plural = names.popFirst() ?? ""
        name = names.popFirst()
        subresource = names.popFirst()
        rest = Array(names)
    }
}

/// Percent encoding of paths.
enum PercentText {
    /// The text without its escapes; nil where one is broken or the result isn't UTF-8.
    static func decode(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.flatMap { UInt8(exactly: $0) }
    }
}
