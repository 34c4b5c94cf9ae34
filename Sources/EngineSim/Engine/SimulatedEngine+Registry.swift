public import EngineAPI
import SimShell

extension SimulatedEngine {
    public func pullImage(_ options: PullOptions) async throws -> ProgressStream {
        let text =
            options.tag.isEmpty
            ? options.image : options.image + (options.tag.hasPrefix("sha256:") ? "@" : ":") + options.tag
        guard let asked = ImageReference(text) else {
            throw EngineError(.badRequest, "invalid reference format")
        }
        let reference = asked.tagged
        let image = try find(reference, platform: options.platform ?? "")
        let feed = ProgressFeed()
        let task = Task { [weak self] in
            do {
                try await self?.pull(image, reference, feed)
                feed.finish()
            } catch { feed.finish(error as? EngineError ?? EngineError(.failed, "context canceled")) }
        }
        return feed.stream(task)
    }

    /// The image that a registry has under a name.
    func find(_ reference: ImageReference, platform: String) throws(EngineError) -> StoredImage {
        if let refusal = configuration.faults.refusal(of: reference) { throw EngineError(.failed, refusal) }
        try checkReachable(reference.domain)
        let image = try registry.image(reference)
        let parts = platform.split(separator: "/").map(String.init)
        guard parts.count < 2 || (parts[0] == "linux" && parts[1] == image.architecture) else {
            throw EngineError(
                .notFound,
                "no matching manifest for \(platform) in the manifest list entries"
            )
        }
        return image
    }

    /// A registry on this machine is a container of the session's, and has to run.
    func checkReachable(_ domain: String) throws(EngineError) {
        guard RegistryStore.isLocal(domain) else { return }
        let port = domain.split(separator: ":").dropFirst().first.flatMap { Int($0) } ?? 80
        let isUp = containers.all.contains { record in
            record.lifecycle.phase == .running
                && ImageReference(record.imageName)?.familiarName == "registry"
                && record.ports.contains { $0.hostPort == port }
        }
        guard !isUp else { return }
        let host =
            domain.prefix { $0 != ":" } == "localhost" ? "127.0.0.1" : String(domain.prefix { $0 != ":" })
        throw EngineError(
            .failed,
            "Get \"http://\(domain)/v2/\": dial tcp \(host):\(port): connect: connection refused"
        )
    }

    /// Fetches an image, telling of it as the hub's clients see it.
    func pull(_ image: StoredImage, _ reference: ImageReference, _ feed: ProgressFeed) async throws {
        let path = reference.domain == "docker.io" ? reference.path : "\(reference.path)"
        await feed.say(
            ProgressMessage(status: "Pulling from \(path)", id: reference.tag ?? reference.digest ?? "latest")
        )
        var isNew = images.image(id: image.id) == nil
        var missing: [StoredImage.Layer] = []
        var seen: Set<String> = []
        for layer in image.layers where seen.insert(layer.digest).inserted {
            let isThere = images.hasLayer(layer.digest)
            if !isThere { missing.append(layer) }
            if isNew {
                await feed.say(
                    status: isThere ? "Already exists" : "Pulling fs layer",
                    id: Self.layerID(layer)
                )
            }
        }
        if isNew {
            for layer in missing { try await download(layer, feed) }
            for layer in missing {
                let id = Self.layerID(layer)
                await feed.say(status: "Extracting", id: id, current: layer.size, total: layer.size)
                await feed.say(status: "Pull complete", id: id)
            }
        }
        try Task.checkCancellation()
        if reference.digest == nil {
            if case .image(let id, _) = images.find(reference.description), id != image.id { isNew = true }
        }
        try insert(image)
        images.note(digest: image.manifestDigest, of: image.id, reference)
        if reference.digest == nil { images.tag(image.id, reference, at: time.now) }
        await feed.say(ProgressMessage(status: "Digest: \(image.manifestDigest)"))
        let outcome = isNew ? "Downloaded newer image for" : "Image is up to date for"
        await feed.say(ProgressMessage(status: "Status: \(outcome) \(reference)"))
        events.tell("image", "pull", reference.description, imageAttributes(image.id, reference.familiarName))
    }

    private static func layerID(_ layer: StoredImage.Layer) -> String {
        String(layer.digest.dropFirst(7).prefix(12))
    }

    private func download(_ layer: StoredImage.Layer, _ feed: ProgressFeed) async throws {
        let id = Self.layerID(layer)
        if let pause = configuration.faults.slowPull {
            for part in 1...10 {
                try await time.sleep(for: pause / 10)
                await feed.say(
                    status: "Downloading",
                    id: id,
                    current: layer.size / 10 * part,
                    total: layer.size
                )
            }
        } else {
            await feed.say(status: "Downloading", id: id, current: layer.size, total: layer.size)
        }
        await feed.say(status: "Verifying Checksum", id: id)
        await feed.say(status: "Download complete", id: id)
    }

    // MARK: The other way

    public func pushImage(_ name: String, _ options: PushOptions) async throws -> ProgressStream {
        let text = options.tag.map { $0.isEmpty ? name : "\(name):\($0)" } ?? name
        guard let reference = ImageReference(text)?.tagged else {
            throw EngineError(.badRequest, "invalid reference format")
        }
        let feed = ProgressFeed()
        let repository = "\(reference.domain)/\(reference.path)"
        let task = Task { [weak self] in
            await feed.say(ProgressMessage(status: "The push refers to repository [\(repository)]"))
            do {
                try await self?.push(reference, options.credentials, feed)
                feed.finish()
            } catch {
                let failure = error as? EngineError ?? EngineError(.failed, "context canceled")
                await feed.say(ProgressMessage(error: failure.message))
                feed.finish()
            }
        }
        return feed.stream(task)
    }

    private func push(
        _ reference: ImageReference,
        _ credentials: RegistryCredentials?,
        _ feed: ProgressFeed
    ) async throws {
        guard case .image(let id, _) = images.find(reference.description), let image = images.image(id: id)
        else {
            throw EngineError(
                .notFound,
                "An image does not exist locally with the tag: \(reference.familiarName)"
            )
        }
        try checkReachable(reference.domain)
        for layer in image.layers { await feed.say(status: "Preparing", id: Self.layerID(layer)) }
        if !RegistryStore.isLocal(reference.domain) {
            guard reference.domain == "docker.io" else {
                throw EngineError(
                    .failed,
                    "Get \"https://\(reference.domain)/v2/\": dial tcp: lookup \(reference.domain.prefix { $0 != ":" }) "
                        + "on 127.0.0.11:53: no such host"
                )
            }
            guard registry.mayPush(credentials, to: reference) else {
                throw EngineError(.forbidden, "denied: requested access to the resource is denied")
            }
        }
        for layer in image.layers { await feed.say(status: "Pushed", id: Self.layerID(layer)) }
        registry.push(image, as: reference)
        images.note(digest: image.manifestDigest, of: image.id, reference)
        let tag = reference.tag ?? "latest"
        let size = 500 + 100 * image.layers.count
        await feed.say(
            ProgressMessage(status: "\(tag): digest: \(image.manifestDigest) size: \(size)")
        )
        var aux = ProgressMessage()
        aux.progressDetail = ProgressMessage.Progress()
        aux.aux = .object([
            .init("Tag", .string(tag)), .init("Digest", .string(image.manifestDigest)),
            .init("Size", size.json),
        ])
        await feed.say(aux)
        events.tell("image", "push", reference.description, imageAttributes(id, reference.familiarName))
    }

    public func searchImages(term: String, limit: Int?, filters: Filters) async throws -> [SearchResult] {
        try filters.check(known: ["is-automated", "is-official", "stars"])
        guard !term.isEmpty else { throw EngineError(.badRequest, "invalid search term: term is empty") }
        let stars = filters["stars"].compactMap { Int($0) }.max() ?? 0
        let found = registry.catalog.search(term).filter { model in
            let isOfficial = ImageReference(model.repository)?.path.hasPrefix("library/") == true
            guard ImageReference(model.repository)?.domain == "docker.io", model.stars >= stars else {
                return false
            }
            return filters.matchExactly("is-official", isOfficial ? "true" : "false")
                && filters.matchExactly("is-automated", "false")
        }
        return found.prefix(limit.map { $0 > 0 ? min($0, 100) : 25 } ?? 25).map { model in
            SearchResult().with {
                ($0.name, $0.description, $0.starCount) = (model.repository, model.summary, model.stars)
                $0.isOfficial = ImageReference(model.repository)?.path.hasPrefix("library/") == true
            }
        }
    }

    public func inspectDistribution(_ name: String, _ credentials: RegistryCredentials?) async throws -> JSON
    {
        guard let reference = ImageReference(name) else {
            throw EngineError(.badRequest, "invalid reference format")
        }
        let image = try find(reference.tagged, platform: "")
        return .object([
            .init(
                "Descriptor",
                .object([
                    .init("mediaType", .string("application/vnd.docker.distribution.manifest.v2+json")),
                    .init("digest", .string(image.manifestDigest)),
                    .init("size", (500 + 100 * image.layers.count).json),
                ])
            ),
            .init(
                "Platforms",
                .array([
                    .object([
                        .init("architecture", .string(image.architecture)), .init("os", .string("linux")),
                    ])
                ])
            ),
        ])
    }
}
