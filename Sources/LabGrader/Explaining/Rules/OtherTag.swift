import EngineAPI
import LabModel

/// An image that isn't there, while another tag of it is.
enum OtherTag: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        guard case .image(let name) = failed.check.subject, failed.observation == .absent,
            !failed.missed.isEmpty,
            let wanted = ImageReference(name)?.tagged
        else { return nil }
        let images = failed.surroundings?.images ?? []
        let tags = images.filter { image in
            guard let found = ImageReference(image) else { return false }
            return (found.domain, found.path) == (wanted.domain, wanted.path) && found.tag != wanted.tag
        }.sorted()
        guard let first = tags.first else { return nil }
        return Explanation(
            why: "there is no \(name), but \(tags.prefix(4).joined(separator: ", "))",
            attempt: "docker tag \(first) \(wanted)"
        )
    }
}
