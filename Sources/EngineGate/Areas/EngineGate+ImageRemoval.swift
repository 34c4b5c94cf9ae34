public import EngineAPI

extension EngineGate {
    public func removeImage(_ name: String, force: Bool, noPrune: Bool) async throws -> [ImageRemoval] {
        guard !names.ownsImages else {
            return try await asking {
                try await engine.removeImage(name, force: force, noPrune: noPrune)
            }
        }
        let image = try await resolveImage(name)
        let own = image.details.repoTags.filter { names.viewImage($0) != nil }
        if !force { try await checkUse(of: image, as: name, own) }
        if image.isByName {
            let removals = try await asking(image.engineName, as: name) {
                try await engine.removeImage(image.engineName, force: force, noPrune: noPrune)
            }
            return removals.compactMap(shown)
        }
        // By its id, all of the student's names go, and the image itself if it is his alone.
        guard own.count <= 1 || force else {
            throw Self.inUse(image, "(must be forced) - image is referenced in multiple repositories")
        }
        var removals: [ImageRemoval] = []
        for tag in own {
            removals += try await asking { try await engine.removeImage(tag, force: force, noPrune: noPrune) }
        }
        if own.isEmpty, image.details.repoTags.isEmpty {
            removals += try await asking {
                try await engine.removeImage(image.details.id, force: force, noPrune: noPrune)
            }
        }
        return removals.compactMap(shown)
    }

    /// Refuses to take the last of the student's names off an image that a container of his is made of.
    ///
    /// The engine does so only for the last name of all, and knows of others: the one that the image was pulled under.
    private func checkUse(of image: ResolvedImage, as name: String, _ own: [String]) async throws {
        guard own.count <= 1 else { return }
        var query = ContainerListQuery()
        query.all = true
        query.filters = ownLabels
        let containers = try await engine.listContainers(query).filter { $0.imageID == image.details.id }
        guard let user = containers.first(where: { $0.state == "running" }) ?? containers.first else {
            return
        }
        let container = user.id.prefix(12)
        guard !image.isByName else {
            throw EngineError(
                .conflict,
                "conflict: unable to remove repository reference \"\(name)\" (must force) - container "
                    + "\(container) is using its referenced image \(image.shortID)"
            )
        }
        let isRunning = user.state == "running"
        throw Self.inUse(
            image,
            "(\(isRunning ? "cannot" : "must") be forced) - image is being used by "
                + "\(isRunning ? "running" : "stopped") container \(container)"
        )
    }

    private static func inUse(_ image: ResolvedImage, _ reason: String) -> EngineError {
        EngineError(.conflict, "conflict: unable to delete \(image.shortID) \(reason)")
    }

    /// A removal as the student sees it; nil for names that aren't his.
    func shown(_ removal: ImageRemoval) -> ImageRemoval? {
        guard let untagged = removal.untagged else { return removal }
        if let own = names.viewImage(untagged) { return ImageRemoval(untagged: own.description) }
        // What else the image was called is other people's business.
        return nil
    }
}

extension ResolvedImage {
    /// The id as people get to see it.
    fileprivate var shortID: Substring { details.id.dropFirst(7).prefix(12) }
}
