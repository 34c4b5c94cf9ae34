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

    /// What is answered where no operation is found.
    ///
    /// Docker's client has commands for swarms that people try, and shows them what the engine says.
    static func refusal(of segments: [String]) -> EngineError {
        guard let first = segments.first, swarmAreas.contains(first) else { return .pageNotFound }
        guard !["init", "join"].contains(segments.dropFirst().first) else {
            return EngineError(
                .forbidden,
                "slidectl: swarms aren't available in a session. docker compose runs several services together."
            )
        }
        return EngineError(
            .unavailable,
            "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this "
                + "node to swarm and try again."
        )
    }

    private static let swarmAreas: Set = ["swarm", "nodes", "services", "tasks", "secrets", "configs"]

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
