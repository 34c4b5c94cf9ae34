import LabModel

extension PredicateReader {
    /// What can be asked of each kind of subject.
    static let vocabulary: [String: [String: Form]] = [
        "container": [
            "running": .alone(.running), "healthy": .alone(.healthy), "exists": .alone(.exists),
            "absent": .alone(.absent), "exited": .exited, "restarts": .quantity(.count), "image": .textOrPart,
            "publishes": .publishes, "env": .pair { .environment(name: $0, value: $1) },
            "label": .pair { .label(name: $0, value: $1) }, "mount": .operand(mount),
            "network": .operand { .attached(network: $0) }, "user": .text, "limits": .prefix,
            "memory": .quantity(.memory), "cpus": .quantity(.number), "pids": .quantity(.count),
            "not": .notWhat, "logs": .part,
            "command": .textOrPart, "restart": .text,
        ],
        "image": [
            "exists": .alone(.exists), "absent": .alone(.absent), "size": .quantity(.size),
            "layers": .quantity(.count),
            "platforms": .members, "label": .pair { .label(name: $0, value: $1) },
            "env": .pair { .environment(name: $0, value: $1) }, "user": .text, "entrypoint": .textOrPart,
            "cmd": .textOrPart, "has-file": .hasFile, "no-file": .hasFile, "history": .part, "base": .text,
            "workdir": .text,
        ],
        "volume": [
            "exists": .alone(.exists), "absent": .alone(.absent), "driver": .text,
            "label": .pair { .label(name: $0, value: $1) },
        ],
        "network": [
            "exists": .alone(.exists), "absent": .alone(.absent), "driver": .text,
            "internal": .alone(.text(property: "internal", isEqual: true, value: "true")),
            "containers": .members, "label": .pair { .label(name: $0, value: $1) },
        ],
        "compose": [
            "exists": .alone(.exists), "absent": .alone(.absent), "services": .members,
            "running": .alone(.running),
            "healthy": .alone(.healthy), "depends-order": .order, "count": .quantity(.count),
            "image": .textOrPart,
        ],
        "tcp": [
            "open": .alone(.open), "refused": .alone(.refused),
            "speaks": .operand { ["postgres", "redis", "http"].contains($0) ? .speaks($0) : nil },
        ],
        "http": [
            "status": .operand { Int($0).flatMap { (100...599).contains($0) ? .status($0) : nil } },
            "header": .header, "body": .part, "json": .question,
            "cycles": .operand { Int($0).flatMap { $0 > 0 ? .cycles($0) : nil } },
        ],
        "file": [
            "exists": .alone(.exists), "absent": .alone(.absent), "size": .quantity(.size),
            "matches": .expression, "dockerfile": .prefix,
            "stages": .quantity(.count), "compose": .compose, "body": .part,
        ],
        "object": [
            "exists": .alone(.exists), "absent": .alone(.absent), "ready": .text, "condition": .condition,
            "image": .textOrPart, "rolled-out": .rolledOut,
            "env": .pair { .environment(name: $0, value: $1) },
            "label": .pair { .label(name: $0, value: $1) }, "labels": .pair { .label(name: $0, value: $1) },
            "endpoints": .quantity(.count), "replicas": .quantity(.count), "json": .question, "phase": .text,
            "restarts": .quantity(.count), "type": .text, "running": .alone(.running),
        ],
        "pods": [
            "count": .quantity(.count), "phase": .text, "image": .textOrPart, "restarts": .quantity(.count),
            "ready": .text,
        ],
        "events": ["none": .noneOf],
    ]

    @Sendable private static func mount(_ text: String) -> CheckPredicate? {
        let parts = text.split(separator: ":", maxSplits: 1)
        return parts.count == 2 ? .mount(source: String(parts[0]), target: String(parts[1])) : nil
    }
}
