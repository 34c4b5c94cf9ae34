import LabModel

/// Something that isn't there, while there is something of nearly that name.
enum SimilarName: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        guard failed.observation == .absent, !failed.missed.isEmpty, let around = failed.surroundings else {
            return nil
        }
        let (kind, name, names): (String, String, [String])
        switch failed.check.subject {
        case .container(let wanted):
            (kind, name, names) = ("container", wanted, around.containers.map(\.name))
        case .volume(let wanted): (kind, name, names) = ("volume", wanted, around.volumes)
        case .network(let wanted): (kind, name, names) = ("network", wanted, around.networks)
        default: return nil
        }
        // Compose puts the project's name before.
        let made = names.sorted().first { $0.hasSuffix("_\(name)") || $0.contains("-\(name)-") }
        guard let near = Spelling.nearest(name, among: names) ?? made else { return nil }
        return Explanation(why: "there is no \(kind) \(name), but \(near)")
    }
}
