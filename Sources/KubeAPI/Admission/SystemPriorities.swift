/// The classes of priority that every cluster has: for what it can't do without.
enum SystemPriorities {
    static let all = ["system-cluster-critical": 2_000_000_000, "system-node-critical": 2_000_001_000]

    static let descriptions = [
        "system-cluster-critical":
            "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.",
        "system-node-critical":
            "Used for system critical pods that must not be moved from their current node.",
    ]
}
