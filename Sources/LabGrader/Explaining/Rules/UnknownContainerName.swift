import LabModel

/// A name that `kubectl set` takes for a container's, and no container of the deployment has.
enum UnknownContainerName: CommandRule {
    static func explain(_ failed: FailedCommand) -> Explanation? {
        guard let name = failed.find(/unable to find container named "([^"]+)"/) else { return nil }
        let words = failed.text.split(whereSeparator: \.isWhitespace).map(String.init)
        let deployments = failed.surroundings?.deployments ?? []
        guard let deployment = deployments.first(where: { isNamed($0.name, in: words) }),
            let first = deployment.containers.first
        else { return nil }
        return Explanation(
            why:
                "deploy/\(deployment.name) has containers {\(deployment.containers.joined(separator: ", "))}; "
                + "kubectl names a container after its image",
            attempt: words.map { $0.hasPrefix("\(name)=") ? first + $0.dropFirst(name.count) : $0 }
                .joined(separator: " ")
        )
    }

    /// `deployments/web`, `deploy/web`, or `deployment web`.
    private static func isNamed(_ name: String, in words: [String]) -> Bool {
        words.contains { word in
            word.split(separator: "/").count == 2 && word.hasPrefix("deploy") && word.hasSuffix("/\(name)")
        } || zip(words, words.dropFirst()).contains { $0.hasPrefix("deploy") && $1 == name }
    }
}
