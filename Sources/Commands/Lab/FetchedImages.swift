import EngineAPI

/// The images that a session fetched, by their names.
enum FetchedImages {
    /// The digest of each name under which a registry knows an image; what was built in the session has none.
    static func digests(on engine: any ImageStore) async -> [String: String] {
        var found: [String: String] = [:]
        for image in (try? await engine.listImages(ImageListQuery())) ?? [] {
            for tag in image.repoTags ?? [] {
                let repository = tag.prefix(upTo: tag.lastIndex(of: ":") ?? tag.endIndex)
                guard
                    let known = image.repoDigests?.first(where: { $0.hasPrefix(repository + "@") }),
                    let at = known.lastIndex(of: "@")
                else { continue }
                found[tag] = String(known[known.index(after: at)...])
            }
        }
        return found
    }
}
