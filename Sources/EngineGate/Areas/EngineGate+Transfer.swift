public import EngineAPI
import Synchronization

extension EngineGate {
    /// Fetches an image that the course allows, and gives it the student's name.
    public func pullImage(_ options: PullOptions) async throws -> ProgressStream {
        let reference = try Self.pulled(options)
        try images.checkPull(reference)
        try await checkImageRoom()
        let source = images.source(reference)
        let upstream = PullOptions.of(
            source,
            options,
            credentials: credentials(options.credentials, reference)
        )
        let stream: ProgressStream
        do { stream = try await asking { try await engine.pullImage(upstream) } } catch let error
            as EngineError
        {
            let problem = EngineError(error.kind, plain(error.message, source, reference))
            return try await offline(source, reference, problem)
        }
        let hasFailed = Mutex(false)
        let name = PulledName(engine, source, names.engineImage(reference))
        return stream.compactMap { [self] message in
            if message.error != nil { hasFailed.withLock { $0 = true } }
            // A client may ask for the image as soon as it has read that it is there.
            if message.error == nil, Self.isLast(message.status) { try await name.give() }
            return shown(message, source, reference)
        }.beforeEnd {
            // Podman doesn't say so, and just ends.
            if !hasFailed.withLock(\.self) { try await name.give() }
        }
    }

    /// Without the registry, an image that the engine has already serves as well: a class may have no network.
    private func offline(
        _ source: ImageReference,
        _ reference: ImageReference,
        _ problem: EngineError
    ) async throws -> ProgressStream {
        guard problem.kind == .failed || problem.kind == .unreachable,
            (try? await engine.inspectImage(source.description)) != nil
        else { throw problem }
        let name = PulledName(engine, source, names.engineImage(reference))
        try await asking { try await name.give() }
        return ProgressStream([
            ProgressMessage(status: "Pulling from \(reference.path)", id: reference.tag),
            ProgressMessage(status: "Status: Image is up to date for \(reference)"),
        ])
    }

    private static func isLast(_ status: String?) -> Bool {
        status?.hasPrefix("Status: Downloaded newer image") == true
            || status?.hasPrefix("Status: Image is up to date") == true
    }

    private func shown(
        _ message: ProgressMessage,
        _ source: ImageReference,
        _ reference: ImageReference
    ) -> ProgressMessage {
        func plain(_ text: String) -> String { self.plain(text, source, reference) }
        return message.with {
            $0.status = message.status.map(plain)
            $0.error = message.error.map(plain)
            $0.errorDetail?.message = plain(message.errorDetail?.message ?? "")
        }
    }

    /// A text about what the engine fetches, with the name that the student gave.
    private func plain(_ text: String, _ source: ImageReference, _ reference: ImageReference) -> String {
        guard source != reference else { return text }
        return text.replacing("\(source.domain)/\(source.path)", with: reference.familiarName)
            .replacing("Pulling from \(source.path)", with: "Pulling from \(reference.path)")
    }

    private static func pulled(_ options: PullOptions) throws -> ImageReference {
        var text = options.image
        if !options.tag.isEmpty { text += options.tag.contains(":") ? "@\(options.tag)" : ":\(options.tag)" }
        guard let reference = ImageReference(text), reference.domain != SessionNames.imageDomain else {
            throw EngineError.malformed("invalid reference format")
        }
        guard reference.tag != nil || reference.digest != nil else {
            throw EngineError.denied("all tags of an image can't be pulled at once; name one")
        }
        return reference
    }

    /// Credentials go to the registry that they are for, and nowhere else.
    private func credentials(
        _ given: RegistryCredentials?,
        _ reference: ImageReference
    ) -> RegistryCredentials? {
        guard let given, settings.registries.mirrors[reference.domain] == nil else { return nil }
        let bare = given.serverAddress.replacing("https://", with: "").prefix { $0 != "/" }
        let domain = bare.hasPrefix("index.docker.io") || bare.isEmpty ? "docker.io" : String(bare)
        return domain == reference.domain ? given : nil
    }

    /// Sends an image to a registry that the course allows; the engine knows only one name for what it sends.
    public func pushImage(_ name: String, _ options: PushOptions) async throws -> ProgressStream {
        let named = ImageReference(name)
        guard let asked = named, asked.domain != SessionNames.imageDomain else {
            throw EngineError.malformed("invalid reference format")
        }
        let reference = ImageReference(
            domain: asked.domain,
            path: asked.path,
            tag: options.tag ?? asked.tag ?? "latest"
        )
        try images.checkPush(reference)
        let image: ResolvedImage
        do { image = try await resolveImage(reference.description) } catch let error as EngineError
            where error.kind == .notFound
        {
            // An engine notices when it has begun to answer.
            let name = reference.familiarName
            return ProgressStream([
                ProgressMessage(status: "The push refers to repository [\(name)]"),
                ProgressMessage(error: "An image does not exist locally with the tag: \(name)"),
            ])
        }
        let target = images.source(reference)
        let tag = target.tag ?? "latest"
        if target != names.engineImage(reference) {
            try await asking {
                try await engine.tagImage(image.details.id, repo: target.familiarName, tag: tag)
            }
        }
        let upstream = PushOptions(tag: tag, credentials: credentials(options.credentials, reference))
        let stream = try await asking { try await engine.pushImage(target.familiarName, upstream) }
        return stream.compactMap { [self] in shown($0, target, reference) }
    }

    public func searchImages(term: String, limit: Int?, filters: Filters) async throws -> [SearchResult] {
        let domain = term.split(separator: "/").first.map(String.init) ?? ""
        try images.checkRegistry(
            term.contains("/") && (domain.contains(".") || domain.contains(":")) ? domain : ""
        )
        try filters.check(known: ["is-automated", "is-official", "stars"])
        return try await asking {
            try await engine.searchImages(
                term: term,
                limit: limit.map { min(max($0, 1), 100) },
                filters: filters
            )
        }
    }

    public func inspectDistribution(_ name: String, _ credentials: RegistryCredentials?) async throws -> JSON
    {
        guard let reference = ImageReference(name) else {
            throw EngineError.malformed("invalid reference format")
        }
        try images.checkPull(reference)
        let shown = self.credentials(credentials, reference)
        return try await asking {
            try await engine.inspectDistribution(images.source(reference).description, shown)
        }
    }
}

/// The student's name for an image that was fetched under another, given once.
private final class PulledName: Sendable {
    private let engine: any ContainerEngine
    private let source: ImageReference
    private let target: ImageReference
    private let isGiven = Mutex(false)

    init(_ engine: any ContainerEngine, _ source: ImageReference, _ target: ImageReference) {
        (self.engine, self.source, self.target) = (engine, source, target)
    }

    func give() async throws {
        guard source.tagged != target, !isGiven.withLock(\.self) else { return }
        let tag = target.tag ?? "latest"
        try await engine.tagImage(source.description, repo: target.familiarName, tag: tag)
        isGiven.withLock { $0 = true }
    }
}

extension PullOptions {
    /// The same pull under the name that the engine asks a registry for.
    static func of(
        _ source: ImageReference,
        _ options: PullOptions,
        credentials: RegistryCredentials?
    ) -> PullOptions {
        var upstream = PullOptions()
        upstream.image = source.familiarName
        upstream.tag = source.digest ?? source.tag ?? "latest"
        upstream.platform = options.platform
        upstream.credentials = credentials
        return upstream
    }
}
