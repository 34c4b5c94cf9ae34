import EngineAPI

/// Whether some rules allow all that others do, as Kubernetes asks before it lets somebody give rights away.
extension RoleRule {
    /// The rule in pieces that allow one thing each.
    var pieces: [RoleRule] {
        var pieces: [RoleRule] = []
        for verb in verbs {
            for group in groups {
                for resource in resources {
                    let named = names.isEmpty ? [[]] : names.map { [$0] }
                    pieces += named.map {
                        RoleRule(verbs: [verb], groups: [group], resources: [resource], names: $0)
                    }
                }
            }
            pieces += urls.map { RoleRule(verbs: [verb], urls: [$0]) }
        }
        return pieces
    }

    /// Whether this rule allows all that a piece of another does.
    func covers(_ piece: RoleRule) -> Bool {
        Self.has(verbs, piece.verbs) && Self.has(groups, piece.groups)
            && piece.resources.allSatisfy(coversResource) && piece.urls.allSatisfy(coversURL)
            && (names.isEmpty || !piece.names.isEmpty && piece.names.allSatisfy(names.contains))
    }

    private static func has(_ own: [String], _ wanted: [String]) -> Bool {
        own.contains("*") || wanted.allSatisfy(own.contains)
    }

    private func coversResource(_ resource: String) -> Bool {
        if resources.contains("*") || resources.contains(resource) { return true }
        guard let slash = resource.firstIndex(of: "/") else { return false }
        return resources.contains("*" + resource[slash...])
    }

    private func coversURL(_ url: String) -> Bool {
        urls.contains { $0 == "*" || $0 == url || $0.hasSuffix("*") && url.hasPrefix($0.dropLast()) }
    }

    /// The pieces of some rules that others don't cover, with the verbs for the same thing put together.
    static func missing(_ rules: [RoleRule], heldBy own: [RoleRule]) -> [RoleRule] {
        var missing: [RoleRule] = []
        for piece in rules.flatMap(\.pieces) where !own.contains(where: { $0.covers(piece) }) {
            let same = missing.firstIndex {
                piece.urls.isEmpty && $0.groups == piece.groups && $0.resources == piece.resources
                    && $0.names == piece.names
            }
            guard let same else {
                missing.append(piece)
                continue
            }
            missing[same].verbs += piece.verbs.filter { !missing[same].verbs.contains($0) }
        }
        return missing
    }

    /// As Kubernetes prints it: `{APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}`.
    var text: String {
        let parts = [
            ("APIGroups", groups), ("Resources", resources), ("NonResourceURLs", urls),
            ("ResourceNames", names), ("Verbs", verbs),
        ]
        let words = parts.filter { !$0.1.isEmpty }.map { "\($0.0):\(Self.list($0.1))" }
        return "{\(words.joined(separator: ", "))}"
    }

    /// Words as Go prints a list of them: `["a" "b"]`.
    static func list(_ words: [String]) -> String {
        "[\(words.map { "\"\($0)\"" }.joined(separator: " "))]"
    }
}
