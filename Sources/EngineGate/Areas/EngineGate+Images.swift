public import EngineAPI

extension EngineGate {
    public func listImages(_ query: ImageListQuery) async throws -> [ImageSummary] {
        var upstream = query
        upstream.filters.remove("reference")
        for key in ["before", "since"] {
            for name in query.filters[key] { upstream.filters.set(key, [try await engineImage(name)]) }
        }
        let list = try await asking { try await engine.listImages(upstream) }
        let patterns = query.filters["reference"]
        return list.compactMap(shown).compactMap { image in
            guard !patterns.isEmpty else { return image }
            let tags = (image.repoTags ?? []).filter { tag in
                patterns.contains { ReferencePattern.matches(tag, $0) }
            }
            let digests = (image.repoDigests ?? []).filter { digest in
                patterns.contains { ReferencePattern.matches(digest, $0) }
            }
            return tags.isEmpty
                ? nil
                : image.with {
                    $0.repoTags = tags; $0.repoDigests = digests
                }
        }
    }

    /// An image as the student sees it: with his own names for it, and not at all if it isn't his.
    func shown(_ image: ImageSummary) -> ImageSummary? {
        guard ownsImage(image.repoTags, image.labels) else { return nil }
        let own = (image.repoTags ?? []).compactMap(names.viewImage)
        let tags = own.filter { $0.tag != nil }.map(\.description)
        return image.with {
            $0.repoTags = own.isEmpty && image.repoTags == nil ? nil : tags
            $0.repoDigests = digests(own, image.repoDigests ?? [])
            $0.labels = SessionLabels.visible(image.labels)
            // Which of the layers' images are whose isn't said.
            $0.containers = -1
        }
    }

    /// The digests under which the student's names stand in registries.
    private func digests(_ own: [ImageReference], _ known: [String]) -> [String] {
        guard !names.ownsImages else { return known }
        let repositories = Set(own.map(\.familiarName))
        let mirrored = Dictionary(
            settings.registries.mirrors.map { ($0.value, $0.key) },
            uniquingKeysWith: { first, _ in first }
        )
        return known.compactMap { text -> String? in
            guard var reference = ImageReference(text), reference.domain != SessionNames.imageDomain else {
                return nil
            }
            if let original = mirrored[reference.domain] { reference.domain = original }
            return repositories.contains(reference.familiarName) ? reference.description : nil
        }.unique.sorted()
    }

    public func inspectImage(_ name: String) async throws -> ImageDetails {
        let image: ImageDetails
        do { image = try await resolveImage(name).details } catch let error as EngineError
            where error.kind == .notFound
        {
            // The engine has words of its own for it, which differ from version to version.
            guard let reference = ImageReference(name) else { throw error }
            let engineName = names.engineImage(reference).description
            do { image = try await asking { try await engine.inspectImage(engineName) } } catch let error
                as EngineError
            {
                // Older engines repeat the name that they were asked for, which had a tag.
                let asked = "no such image: \(reference.tagged): "
                throw EngineError(
                    error.kind,
                    error.message.replacing(asked, with: "no such image: \(name): ")
                )
            }
        }
        let own = image.repoTags.compactMap(names.viewImage)
        return image.with {
            $0.repoTags = own.filter { $0.tag != nil }.map(\.description)
            $0.repoDigests = digests(own, image.repoDigests)
            $0.config = image.config.map(view.config)
            $0.parent = ""
            $0.container = nil
        }
    }

    public func imageHistory(_ name: String) async throws -> [HistoryItem] {
        let image = try await resolveImage(name)
        let items = try await asking { try await engine.imageHistory(image.engineName) }
        // The step that says whose the image is was ours.
        return items.filter { !$0.createdBy.hasSuffix("LABEL \(ownFilter)") }.map { item in
            item.with {
                $0.tags = item.tags.flatMap { tags in
                    let own = tags.compactMap { names.viewImage($0)?.description }
                    return own.isEmpty ? nil : own
                }
                $0.createdBy = names.text(item.createdBy).replacing(" \(ownFilter)", with: "")
            }
        }
    }

    public func tagImage(_ name: String, repo: String, tag: String) async throws {
        let image = try await resolveImage(name)
        let target = try Self.reference(repo: repo, tag: tag)
        try await checkImageRoom()
        let engineTarget = names.engineImage(target)
        try await asking {
            try await engine.tagImage(
                image.details.id,
                repo: engineTarget.familiarName,
                tag: engineTarget.tag ?? "latest"
            )
        }
    }

    public func pruneImages(_ filters: Filters) async throws -> ImagePruneReport {
        try filters.check(known: ["dangling", "label", "label!", "until"])
        guard !names.ownsImages else { return try await asking { try await engine.pruneImages(filters) } }
        let isDanglingOnly = !filters.contains("dangling") || Filters.isTrue(filters["dangling"])
        var narrowed = narrowed(filters)
        narrowed.set("dangling", ["true"])
        let upstream = narrowed
        var report = try await whenFree { try await engine.pruneImages(upstream) }
        if !isDanglingOnly {
            // Names are the student's own, images may not be: his names go, where none of his containers uses them.
            var query = ContainerListQuery()
            query.all = true
            let used = Set(try await listContainers(query).map(\.imageID))
            var old = ImageListQuery()
            if filters.contains("until") { old.filters.set("until", Set(filters["until"])) }
            for image in try await engine.listImages(old)
            where !used.contains(image.id) && filters.matchPrunedLabels(image.labels ?? [:]) {
                for tag in image.repoTags ?? [] where names.viewImage(tag) != nil {
                    let removals = try? await engine.removeImage(tag, force: false, noPrune: false)
                    report.imagesDeleted = (report.imagesDeleted ?? []) + (removals ?? []).compactMap(shown)
                }
            }
        }
        return report.with {
            $0.imagesDeleted = $0.imagesDeleted.map {
                $0.compactMap { removal in
                    removal.untagged.map {
                        names.viewImage($0) == nil && $0.hasPrefix(SessionNames.imageDomain)
                    } == true
                        ? nil : removal
                }
            }
        }
    }
}

extension Filters {
    /// Whether labels are those of what is to be pruned.
    fileprivate func matchPrunedLabels(_ labels: [String: String]) -> Bool {
        matchLabels(labels) && !(contains("label!") && matchLabels(labels, key: "label!"))
    }

    /// Whether a switch among filters is on.
    static func isTrue(_ values: [String]) -> Bool { values.contains { ["1", "true"].contains($0) } }
}
