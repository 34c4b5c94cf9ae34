/// Finds the operation of a method and a path; what isn't listed isn't served.
enum RouteTable {
    private struct Row {
        let operation: Operation
        let segments: [String]
        let nameIndex: Int?
    }

    private static let rows: [String: [Row]] = Dictionary(
        grouping: Operation.allCases.map { operation in
            let segments = operation.segments.map(String.init)
            return Row(operation: operation, segments: segments, nameIndex: segments.firstIndex(of: "{name}"))
        },
        by: \.operation.method
    )

    static func find(method: String, _ segments: [String]) -> Route? {
        for row in rows[method] ?? [] {
            if let route = row.nameIndex == nil ? plain(row, segments) : named(row, segments) { return route }
        }
        return nil
    }

    private static func plain(_ row: Row, _ segments: [String]) -> Route? {
        guard row.segments.count == segments.count else { return nil }
        var subject = ""
        for (pattern, segment) in zip(row.segments, segments) {
            if pattern == "{id}" { subject = segment } else if pattern != segment { return nil }
        }
        return Route(row.operation, subject)
    }

    /// Names of images may hold slashes: what stands between the fixed parts is the name.
    private static func named(_ row: Row, _ segments: [String]) -> Route? {
        guard let index = row.nameIndex, segments.count >= row.segments.count else { return nil }
        let tail = row.segments.count - index - 1
        guard segments[..<index].elementsEqual(row.segments[..<index]),
            segments.suffix(tail).elementsEqual(row.segments.suffix(tail))
        else { return nil }
        return Route(row.operation, segments[index..<segments.count - tail].joined(separator: "/"))
    }
}
