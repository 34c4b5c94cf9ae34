import LabModel

/// A container that isn't in the network that it was to be in.
enum OtherNetwork: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        guard case .container(let container) = failed.observation else { return nil }
        for case .attached(let network) in failed.missed {
            if let known = failed.surroundings?.networks, !known.contains(network) {
                let near =
                    Spelling.nearest(network, among: known) ?? known.first { $0.hasSuffix("_\(network)") }
                return Explanation(
                    why: "there is no network \(network)" + (near.map { ", but \($0)" } ?? ""),
                    attempt: near == nil ? "docker network create \(network)" : nil
                )
            }
            let own = container.networks.joined(separator: ", ")
            return Explanation(
                why: "\(container.shortName) is in " + (own.isEmpty ? "no network" : own),
                attempt: "docker network connect \(network) \(container.shortName)"
            )
        }
        return nil
    }
}
