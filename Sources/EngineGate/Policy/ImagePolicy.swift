import EngineAPI

/// Which images may come and go, and what they are called.
struct ImagePolicy: Sendable {
    let registries: GateSettings.Registries

    /// Refuses images that may not be pulled: an engine that asks any address on request is a way into the host.
    func checkPull(_ reference: ImageReference) throws(EngineError) {
        // buildx starts one in a privileged container where the engine offers none.
        guard reference.path != "moby/buildkit" else { throw .noBuildKit(.forbidden) }
        guard Self.matches(reference, registries.pulls) else {
            throw .denied(
                "images from \(reference.domain)/\(reference.path) can't be pulled in a session; available are "
                    + registries.pulls.joined(separator: ", ")
            )
        }
    }

    /// Refuses images that may not be pushed.
    func checkPush(_ reference: ImageReference) throws(EngineError) {
        guard Self.matches(reference, registries.pushes) else {
            let places = registries.pushes.joined(separator: ", ")
            throw .denied(
                "\(reference.familiarName) can't be pushed in a session: "
                    + (places.isEmpty
                        ? "no registry is open to it. Whoever set it up may name some as sandbox.pushes."
                        : "images may go to \(places). Name the image so with docker tag.")
            )
        }
    }

    /// Refuses registries that no image may come from or go to.
    func checkRegistry(_ address: String) throws(EngineError) {
        let bare = address.replacing("https://", with: "").replacing("http://", with: "").prefix { $0 != "/" }
        let domain = bare == "index.docker.io" || bare.isEmpty ? "docker.io" : String(bare)
        guard (registries.pulls + registries.pushes).contains(where: { $0.hasPrefix(domain + "/") }) else {
            throw .denied("the registry \(address) isn't one that a session may use")
        }
    }

    /// The name under which the engine fetches an image.
    func source(_ reference: ImageReference) -> ImageReference {
        guard let mirror = registries.mirrors[reference.domain] else { return reference }
        return ImageReference(
            domain: mirror,
            path: reference.path,
            tag: reference.tag,
            digest: reference.digest
        )
    }

    /// Whether the name is one of those that patterns allow; a star stands for anything.
    static func matches(_ reference: ImageReference, _ patterns: [String]) -> Bool {
        let name = "\(reference.domain)/\(reference.path)"
        return patterns.contains { Wildcard.matches(name, $0) }
    }
}

/// Patterns in which a star stands for anything.
enum Wildcard {
    static func matches(_ text: String, _ pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return text == pattern }
        guard text.hasPrefix(first), text.hasSuffix(last), text.count >= first.count + last.count else {
            return false
        }
        var rest = text.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }
}
