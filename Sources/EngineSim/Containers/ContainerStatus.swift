import SimShell

/// What `docker ps` says of a container's state.
enum ContainerStatus {
    /// The words: `Up 3 minutes (healthy)`.
    static func text(_ lifecycle: ContainerLife, health: String?, now: WallTime) -> String {
        let since = { (time: WallTime?) in
            HumanDuration.text(seconds: max(0, (now.nanoseconds - (time ?? now).nanoseconds) / 1_000_000_000))
        }
        switch lifecycle.phase {
        case .running: return "Up \(since(lifecycle.startedAt))\(suffix(health))"
        case .paused: return "Up \(since(lifecycle.startedAt)) (Paused)"
        case .restarting: return "Restarting (\(lifecycle.exitCode)) \(since(lifecycle.finishedAt)) ago"
        case .removing: return "Removal In Progress"
        case .dead: return "Dead"
        case .created: return "Created"
        case .exited: return "Exited (\(lifecycle.exitCode)) \(since(lifecycle.finishedAt)) ago"
        }
    }

    private static func suffix(_ health: String?) -> String {
        switch health {
        case nil, "none": ""
        case "starting": " (health: starting)"
        case let health?: " (\(health))"
        }
    }
}
