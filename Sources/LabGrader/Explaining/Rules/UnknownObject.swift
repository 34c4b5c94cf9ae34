import LabModel

/// A deployment that isn't there, while others are.
enum UnknownObject: CommandRule {
    static func explain(_ failed: FailedCommand) -> Explanation? {
        guard let name = failed.find(/deployments\.apps "([^"]+)" not found/) else { return nil }
        let names = (failed.surroundings?.deployments ?? []).map(\.name)
        guard !names.isEmpty else {
            return Explanation(
                why: "there is no deployment yet",
                attempt: "kubectl create deployment \(name) --image=IMAGE"
            )
        }
        return Explanation(
            why: "there is no deployment \(name), but \(names.prefix(4).joined(separator: ", "))",
            attempt: "kubectl get deployments"
        )
    }
}
