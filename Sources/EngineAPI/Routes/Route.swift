/// An operation and what it is asked of.
public struct Route: Hashable, Sendable {
    public var operation: Operation
    /// The id or name in the path; empty where the path has none.
    public var subject: String

    public init(_ operation: Operation, _ subject: String = "") {
        self.operation = operation
        self.subject = subject
    }

    /// The path, in canonical form and without a version.
    public var path: String {
        operation.segments.map { segment in
            switch segment {
            case "{id}": "/" + PercentCoding.encode(subject, keeping: [UInt8(ascii: ":")])
            case "{name}":
                "/" + PercentCoding.encode(subject, keeping: Set(":/@".utf8))
            default: "/" + segment
            }
        }.joined()
    }
}

/// A request's path, taken apart: the version it is for, and the route.
public struct RequestTarget: Hashable, Sendable {
    /// The version in the path; nil where the path names none.
    public var version: APIVersion?
    public var route: Route
    public var query: Query

    /// Reads the target of a request, strictly: what is refused here, an engine would decode once more or clean up.
    ///
    /// - Throws: ``EngineError`` of kind `badRequest` where the path is odd, of kind `notFound` where no operation has it.
    public init(method: String, target: String) throws(EngineError) {
        guard target.utf8.first == UInt8(ascii: "/") else {
            throw .malformed("the request's target must be a path that begins with '/'")
        }
        let end = target.firstIndex(of: "?") ?? target.endIndex
        guard !target.utf8.contains(UInt8(ascii: "#")) else {
            throw .malformed("the request's target must not hold '#'")
        }
        query = try Query(parsing: target[end...].dropFirst())
        var segments = try Self.segments(of: target[..<end])
        version = nil
        if let first = segments.first, first.first == "v", first.dropFirst().first?.isASCIIDigit == true {
            guard let asked = APIVersion(first.dropFirst()) else {
                throw .malformed("'\(first)' is no version of the API; write it like v1.41")
            }
            version = asked
            segments.removeFirst()
        }
        guard let found = RouteTable.find(method: method, segments) else {
            throw RouteTable.refusal(of: segments)
        }
        route = found
    }

    /// The parts of a path, each decoded once.
    private static func segments(of path: Substring) throws(EngineError) -> [String] {
        guard path.utf8.count <= 4096 else { throw .malformed("the path is longer than 4096 bytes") }
        var segments: [String] = []
        for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let segment = PercentCoding.decode(part) else {
                throw .malformed("the path isn't percent-encoded UTF-8")
            }
            // Letters and digits need no escape: a path that has them escaped is made to slip past a filter.
            guard !part.utf8.contains(UInt8(ascii: "%")) || isCanonical(part, segment) else {
                throw .malformed("the path has escapes that it doesn't need: '\(part)'")
            }
            guard !segment.isEmpty, segment != ".", segment != "..", !segment.contains("/"),
                !segment.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0 == "\\" })
            else {
                throw segment.isEmpty ? .pageNotFound : .malformed("the path has a part that isn't a name")
            }
            segments.append(segment)
        }
        return segments
    }

    private static func isCanonical(_ part: Substring, _ segment: String) -> Bool {
        let unreserved = segment.utf8.filter {
            PercentCoding.encode(String(decoding: [$0], as: UTF8.self)).utf8.count == 1
        }.count
        let literal = PercentCoding.decode(part.replacing(/%../, with: ""))?.utf8.filter {
            PercentCoding.encode(String(decoding: [$0], as: UTF8.self)).utf8.count == 1
        }.count
        return unreserved == literal
    }
}
