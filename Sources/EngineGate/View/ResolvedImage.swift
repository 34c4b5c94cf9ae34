import EngineAPI

/// An image of the session's that a name was found to mean.
struct ResolvedImage: Sendable {
    /// How the engine is asked for it.
    var engineName: String
    var details: ImageDetails
    /// Whether it was asked for by a name and not by an id.
    var isByName: Bool
}

extension EngineGate {
    /// The session's image that a name, a digest or the start of an id means.
    func resolveImage(_ name: String) async throws -> ResolvedImage {
        if let reference = ImageReference(name) {
            let engineName = names.engineImage(reference).description
            if let details = try await imageDetails(engineName) {
                return ResolvedImage(engineName: engineName, details: details, isByName: true)
            }
        }
        guard ImageReference.isID(name) else { throw Self.missing(name) }
        let digits = name.hasPrefix("sha256:") ? String(name.dropFirst(7)) : name
        if digits.utf8.count == 64 {
            if let details = try await imageDetails("sha256:\(digits)"), owns(details) {
                return ResolvedImage(engineName: details.id, details: details, isByName: false)
            }
            throw Self.missing(name)
        }
        var query = ImageListQuery()
        query.all = true
        let matches = Set(
            try await engine.listImages(query).filter { image in
                image.id.dropFirst(7).hasPrefix(digits) && ownsImage(image.repoTags, image.labels)
            }.map(\.id)
        )
        guard matches.count == 1, let id = matches.first, let details = try await imageDetails(id) else {
            throw Self.missing(name)
        }
        return ResolvedImage(engineName: id, details: details, isByName: false)
    }

    /// How the engine is asked for an image of the session's.
    func engineImage(_ name: String) async throws -> String { try await resolveImage(name).engineName }

    private func owns(_ details: ImageDetails) -> Bool {
        ownsImage(details.repoTags, details.config?.labels)
    }

    private func imageDetails(_ name: String) async throws -> ImageDetails? {
        do { return try await engine.inspectImage(name) } catch let error as EngineError
            where error.kind == .notFound
        {
            return nil
        }
    }

    private static func missing(_ name: String) -> EngineError {
        EngineError.noSuchImage(ImageReference(name)?.tagged.description ?? name)
    }

    /// A name that an image is to get.
    static func reference(repo: String, tag: String) throws -> ImageReference {
        guard let reference = ImageReference(tag.isEmpty ? repo : "\(repo):\(tag)"), reference.digest == nil,
            reference.domain != SessionNames.imageDomain
        else { throw EngineError.malformed("invalid reference format") }
        return reference.tagged
    }

    func checkImageRoom() async throws {
        try disk.check()
        let most = settings.quotas.images
        let own = try await engine.listImages(ImageListQuery()).filter { ownsImage($0.repoTags, $0.labels) }
        guard own.count < most else {
            throw EngineError.quota(
                "a session has at most \(most) images; remove some with docker rmi or prune"
            )
        }
    }
}
