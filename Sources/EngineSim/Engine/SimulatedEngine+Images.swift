public import EngineAPI
import SimShell

extension SimulatedEngine {
    public func listImages(_ query: ImageListQuery) async throws -> [ImageSummary] {
        let filters = query.filters
        try filters.check(known: ImageListQuery.knownFilters)
        let flags: Set = ["0", "1", "true", "false", "t", "f"]
        if let word = filters["dangling"].first(where: { !flags.contains($0.lowercased()) }) {
            throw EngineError(.badRequest, "invalid filter 'dangling=[\(word)]'")
        }
        let created = { (key: String) throws(EngineError) -> [WallTime] in
            var times: [WallTime] = []
            for name in filters[key] { times.append(try self.images.image(name).created) }
            return times
        }
        let (before, since) = (try created("before"), try created("since"))
        let prune = try PruneFilter(filters, now: time.now)
        return images.images.values.filter { image in
            let names = images.names(of: image.id)
            let isDangling = names.isEmpty && images.digests(of: image.id).isEmpty
            // What builds left on the way is shown only on demand.
            if isDangling, !images.children(of: image.id).isEmpty, !query.all { return false }
            if filters.contains("dangling") {
                let wants = filters["dangling"].contains { ["1", "true"].contains($0.lowercased()) }
                guard wants == (isDangling && images.children(of: image.id).isEmpty) else { return false }
            }
            guard before.allSatisfy({ image.created < $0 }), since.allSatisfy({ $0 < image.created }) else {
                return false
            }
            if filters.contains("reference"),
                !filters["reference"].contains(where: { pattern in
                    names.contains { ReferenceGlob(pattern).fits($0) }
                })
            {
                return false
            }
            return prune.takes(image.config.labels ?? [:], created: image.created)
        }.sorted { ($1.created, $1.id) < ($0.created, $0.id) }.map {
            summary($0, named: filters["reference"])
        }
    }

    /// An image with the names that patterns fit, or all where there are none.
    private func summary(_ image: StoredImage, named patterns: [String]) -> ImageSummary {
        let isMeant = { (name: ImageReference) in
            patterns.isEmpty || patterns.contains { ReferenceGlob($0).fits(name) }
        }
        return ImageSummary().with {
            ($0.id, $0.parentID, $0.created, $0.size) = (
                image.id, image.parent, image.created.seconds, image.size
            )
            $0.labels = image.config.labels
            $0.repoTags = images.names(of: image.id).filter(isMeant).map(\.description)
            $0.repoDigests = images.digests(of: image.id).filter(isMeant).map(\.description)
        }
    }

    public func inspectImage(_ name: String) async throws -> ImageDetails {
        let image = try images.image(name)
        return ImageDetails().with {
            ($0.id, $0.parent, $0.comment, $0.author) = (image.id, image.parent, image.comment, image.author)
            $0.repoTags = images.names(of: image.id).map(\.description)
            $0.repoDigests = images.digests(of: image.id).map(\.description)
            $0.created = Timestamp.text(image.created)
            ($0.config, $0.architecture, $0.os, $0.size) = (
                image.config, image.architecture, "linux", image.size
            )
            if !image.variant.isEmpty { $0.variant = image.variant }
            $0.rootFS.layers = image.layers.map(\.digest)
            $0.metadata = .object([
                .init("LastTagTime", .string(Timestamp.text(images.tagTimes[image.id])))
            ])
        }
    }

    public func imageHistory(_ name: String) async throws -> [HistoryItem] {
        let image = try images.image(name)
        return image.history.enumerated().reversed().map { index, step in
            HistoryItem().with {
                ($0.comment, $0.created, $0.createdBy) = (step.comment, step.created.seconds, step.createdBy)
                $0.size = step.size
                let isLast = index == image.history.count - 1
                let id = isLast ? image.id : step.image.flatMap { images.image(id: $0)?.id }
                $0.id = id ?? "<missing>"
                let tags = id.map { images.names(of: $0).map(\.description) } ?? []
                $0.tags = tags.isEmpty ? nil : tags
            }
        }
    }

    public func tagImage(_ name: String, repo: String, tag: String) async throws {
        let image = try images.image(name)
        guard let bare = ImageReference(repo), bare.digest == nil else {
            throw EngineError(.badRequest, "invalid reference format")
        }
        let text = tag.isEmpty || bare.tag != nil ? repo : "\(repo):\(tag)"
        guard let reference = ImageReference(text) else {
            throw EngineError(.badRequest, "invalid tag format")
        }
        self.tag(image.id, reference)
    }

    /// Gives an image a name and tells of it.
    func tag(_ id: String, _ reference: ImageReference) {
        images.tag(id, reference, at: time.now)
        events.tell("image", "tag", id, imageAttributes(id, reference.tagged.description))
    }

    func imageAttributes(_ id: String, _ name: String) -> [String: String] {
        (images.image(id: id)?.config.labels ?? [:]).merging(["name": name]) { $1 }
    }

    /// Puts a new image away.
    ///
    /// - Returns: The image, with its share of the session's memory.
    @discardableResult
    func insert(_ image: StoredImage) throws(EngineError) -> StoredImage {
        guard images.images.count < limits.images || images.image(id: image.id) != nil else {
            throw EngineError(.tooMany, "slidectl: a session has at most \(limits.images) images")
        }
        try checkDisk("failed to register layer")
        var image = image
        guard image.hold(in: memory) else {
            throw EngineError(.failed, "failed to register layer: no space left on device")
        }
        images.insert(image)
        return image
    }

    // MARK: Removing

    public func removeImage(_ name: String, force: Bool, noPrune: Bool) async throws -> [ImageRemoval] {
        guard case .image(let id, let reference) = images.find(name) else {
            throw EngineError.noSuchImage(ImageStore.said(name))
        }
        let names = images.names(of: id)
        var removals: [ImageRemoval] = []
        if let reference {
            let isLast = names.allSatisfy { $0 == reference }
            if isLast, let user = users(ofImage: id).first, !force {
                throw EngineError(
                    .conflict,
                    "conflict: unable to remove repository reference \"\(name)\" (must force) - container "
                        + "\(user.id.prefix(12)) is using its referenced image \(Self.short(id))"
                )
            }
            removals.append(untag(reference, of: id))
            guard isLast else { return removals }
            for digest in images.digests(of: id) { removals.append(untag(digest, of: id)) }
            // An image that something stands on, or a running container is made of, only loses its name.
            let isHeld = users(ofImage: id).contains { !force || $0.lifecycle.isRunning }
            guard !isHeld, images.children(of: id).isEmpty else { return removals }
        } else {
            try checkRemoval(id, names, force: force)
            for name in names + images.digests(of: id) { removals.append(untag(name, of: id)) }
        }
        removals += delete(id, noPrune: noPrune)
        return removals
    }

    private static func short(_ id: String) -> Substring { id.dropFirst(7).prefix(12) }

    private func users(ofImage id: String) -> [ContainerRecord] {
        containers.all.filter { $0.image.id == id }
    }

    private func checkRemoval(_ id: String, _ names: [ImageReference], force: Bool) throws(EngineError) {
        let refuse = { (way: String, reason: String) in
            EngineError(.conflict, "conflict: unable to delete \(Self.short(id)) (\(way)) - \(reason)")
        }
        guard images.children(of: id).isEmpty else {
            throw refuse("cannot be forced", "image has dependent child images")
        }
        if let user = users(ofImage: id).first(where: { $0.lifecycle.isRunning }) {
            throw refuse("cannot be forced", "image is being used by running container \(user.id.prefix(12))")
        }
        guard !force else { return }
        if Set(names.map(\.familiarName)).count > 1 {
            throw refuse("must be forced", "image is referenced in multiple repositories")
        }
        if let user = users(ofImage: id).first {
            throw refuse("must be forced", "image is being used by stopped container \(user.id.prefix(12))")
        }
    }

    private func untag(_ reference: ImageReference, of id: String) -> ImageRemoval {
        images.untag(reference)
        events.tell("image", "untag", id, imageAttributes(id, id))
        return ImageRemoval(untagged: reference.description)
    }

    /// Takes an image away, and those below it that have no name of their own.
    private func delete(_ id: String, noPrune: Bool) -> [ImageRemoval] {
        var removals: [ImageRemoval] = []
        var next: String? = id
        while let id = next, let image = images.image(id: id) {
            events.tell("image", "delete", id, imageAttributes(id, id))
            images.remove(id)
            removals.append(ImageRemoval(deleted: id))
            for layer in image.layers.reversed() where !images.hasLayer(layer.digest) {
                removals.append(ImageRemoval(deleted: layer.digest))
            }
            next = !noPrune && isForgotten(image.parent) ? image.parent : nil
        }
        return removals
    }

    private func isForgotten(_ id: String) -> Bool {
        images.image(id: id) != nil && images.isDangling(id) && users(ofImage: id).isEmpty
    }

    public func pruneImages(_ filters: Filters) async throws -> ImagePruneReport {
        try filters.check(known: ["dangling", "label", "label!", "until"])
        let filter = try PruneFilter(filters, now: time.now)
        let takesAll = filters["dangling"].contains { ["0", "false"].contains($0.lowercased()) }
        let before = images.layersSize
        var removals: [ImageRemoval] = []
        for image in images.images.values.sorted(by: { $0.id < $1.id }) {
            guard images.image(id: image.id) != nil, users(ofImage: image.id).isEmpty,
                images.children(of: image.id).isEmpty,
                filter.takes(image.config.labels ?? [:], created: image.created)
            else { continue }
            let names = images.names(of: image.id) + images.digests(of: image.id)
            guard takesAll || names.isEmpty else { continue }
            for name in names { removals.append(untag(name, of: image.id)) }
            removals += delete(image.id, noPrune: false)
        }
        let reclaimed = max(0, before - images.layersSize)
        events.tell("image", "prune", "", ["reclaimed": String(reclaimed)])
        return ImagePruneReport().with {
            $0.imagesDeleted = removals.isEmpty ? nil : removals
            $0.spaceReclaimed = reclaimed
        }
    }
}

/// A pattern for images' names: `*` and `?` stand for anything but a slash.
struct ReferenceGlob {
    private let pattern: String

    init(_ pattern: String) { self.pattern = pattern }

    func fits(_ reference: ImageReference) -> Bool {
        let names = [
            reference.familiarName, reference.description, "\(reference.domain)/\(reference.path)",
            "\(reference.domain)/\(reference.path):\(reference.tag ?? "")",
        ]
        return names.contains { Glob.fits(pattern, $0) }
    }
}
