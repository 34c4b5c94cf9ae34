import Dockerfile
public import EngineAPI
import SimShell

extension SimulatedEngine {
    public func build(_ options: BuildOptions, _ context: ByteStream) async throws -> ProgressStream {
        guard options.version != "2" else {
            throw EngineError(
                .badRequest,
                "slidectl: BuildKit isn't available with the embedded engine; build with DOCKER_BUILDKIT=0"
            )
        }
        guard options.remote.isEmpty || options.remote == "client-session" else {
            throw EngineError(
                .forbidden,
                "slidectl: an image can't be built from an address; send the files along"
            )
        }
        guard !options.squash else {
            throw EngineError(.badRequest, "squash is only supported with experimental mode")
        }
        guard
            ["", "default", "bridge", "none"].contains(options.networkMode)
                || (try? networks.find(options.networkMode)) != nil
        else { throw EngineError(.notFound, "network \(options.networkMode) not found") }
        var tags: [ImageReference] = []
        for tag in options.tags {
            guard let reference = ImageReference(tag), reference.digest == nil else {
                throw EngineError(.badRequest, "invalid reference format")
            }
            tags.append(reference.tagged)
        }
        var room = limits
        room.archiveBytes = archiveRoom
        let files = try await BuildContext(context, dockerfile: options.dockerfile, limits: room)
        let dockerfile = Dockerfile(files.dockerfile)
        if let refusal = DockerfileRefusal.first(
            of: dockerfile,
            named: options.dockerfile,
            isEmpty: files.dockerfile.isEmpty
        ) {
            throw refusal
        }
        let feed = ProgressFeed()
        let build = try ImageBuild(
            engine: self,
            configuration: configuration,
            options: options,
            tags: tags,
            dockerfile: dockerfile,
            context: files,
            feed: feed
        )
        let task = Task { await build.run() }
        return feed.stream(task)
    }

    public func pruneBuilds(_ filters: Filters, all: Bool) async throws -> BuildPruneReport {
        // The classic builder's cache are images; they go with `docker image prune`.
        BuildPruneReport()
    }

    // MARK: What builds ask for

    /// An image that a build stands on, fetched where it isn't there.
    func base(
        _ name: String,
        pulling: Bool,
        platform: String,
        _ feed: ProgressFeed
    ) async throws -> StoredImage {
        if !pulling, case .image(let id, _) = images.find(name), let image = images.image(id: id) {
            return image
        }
        guard let reference = ImageReference(name)?.tagged else {
            throw EngineError(.badRequest, "invalid reference format")
        }
        let image = try find(reference, platform: platform)
        try await pull(image, reference, feed)
        return image
    }

    /// What the step after an image led to before.
    func cached(_ step: String, after parent: String) -> StoredImage? {
        buildCache[parent + "\n" + step].flatMap { images.image(id: $0) }
    }

    /// Puts the image of a step away, and remembers what led to it.
    func keep(
        _ image: StoredImage,
        step: String,
        after parent: String
    ) throws(EngineError) -> StoredImage {
        buildCache[parent + "\n" + step] = image.id
        return try insert(image)
    }

    func finishBuild(_ id: String, _ tags: [ImageReference]) { for reference in tags { tag(id, reference) } }

    func makeID() -> String { ids.containerID() }

    /// The surroundings of a step that runs.
    func buildSandbox(
        _ files: FileTree,
        name: String,
        onModelled: @escaping @Sendable (String) -> Void
    ) -> any ProcessSandbox {
        runtime.sandbox(
            SandboxPlan(
                files: files,
                network: fabric.host(name, name: String(name.prefix(12))),
                hostName: String(name.prefix(12)),
                time: time,
                processes: limits.processes,
                onModelled: onModelled
            )
        )
    }

    func endBuildSandbox(_ name: String) { fabric.removeHost(name) }
}
