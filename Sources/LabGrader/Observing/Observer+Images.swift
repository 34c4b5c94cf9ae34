import EngineAPI
import LabModel

extension Observer {
    /// Looks at an image, and into it where files are asked for.
    func image(
        _ name: String,
        _ predicates: [CheckPredicate],
        _ known: ImageSight?
    ) async throws -> ImageSight {
        let details = try await room.engine.inspectImage(name)
        var sight = ImageSight(details)
        if predicates.ask(for: "history") {
            sight.history = try await room.engine.imageHistory(details.id).map(\.createdBy)
        }
        for case .text("base", _, let base) in predicates { sight.bases[base] = try await layers(base) }
        let paths = predicates.compactMap { predicate -> String? in
            if case .file(let path, _, _) = predicate { path } else { nil }
        }
        if !paths.isEmpty {
            // An image's files never change; its id says that it is the same.
            sight.files =
                known?.id == sight.id && Set(known?.files.keys ?? [:].keys) == Set(paths)
                ? known?.files ?? [:] : try await files(paths, in: details.id)
        }
        return sight
    }

    private func layers(_ name: String) async throws -> [String] {
        do { return try await room.engine.inspectImage(name).rootFS.layers ?? [] } catch let error
            as EngineError
            where error.kind == .notFound
        { return [] }
    }

    /// Looks at files of an image through a container that is never started.
    private func files(_ paths: [String], in image: String) async throws -> [String: ImageFileSight] {
        let creation = ContainerCreation().with {
            $0.config.image = image
            // An image needn't have a command; a container must.
            $0.config.cmd = ["true"]
            $0.config.labels = ["slidectl.look": "image"]
        }
        let container = try await room.engine.createContainer(creation).id
        let result: Result<[String: ImageFileSight], any Error>
        do { result = .success(try await stats(paths, in: container)) } catch { result = .failure(error) }
        await remove(container)
        return try result.get()
    }

    private func remove(_ container: String) async {
        let engine = room.engine
        let options = RemoveOptions(force: true, volumes: true)
        if !Task.isCancelled { try? await engine.removeContainer(container, options) }
        guard Task.isCancelled else { return }
        // A call of a cancelled task gives up; this one must not, so it is in a task of its own.
        await Task { try? await engine.removeContainer(container, options) }.value
    }

    private func stats(_ paths: [String], in container: String) async throws -> [String: ImageFileSight] {
        var found: [String: ImageFileSight] = [:]
        for path in paths { found[path] = try await stat(path, in: container) }
        return found
    }

    /// What a path leads to; links are followed as far as a shell would in all likelihood have to.
    private func stat(_ path: String, in container: String) async throws -> ImageFileSight {
        var path = path
        for _ in 0..<8 {
            let stat: PathStat
            do { stat = try await room.engine.statPath(container, path: path) } catch let error as EngineError
                where error.kind == .notFound
            { return ImageFileSight() }
            guard GoFileMode.isLink(stat.mode), stat.linkTarget.hasPrefix("/"), stat.linkTarget != path else {
                return ImageFileSight().with {
                    $0.exists = true
                    $0.mode = GoFileMode.permissions(stat.mode)
                }
            }
            path = stat.linkTarget
        }
        return ImageFileSight()
    }
}

/// Go's bits of a file's mode.
enum GoFileMode {
    static func isLink(_ mode: Int) -> Bool { mode >> 27 & 1 == 1 }

    /// The bits that `chmod` sets.
    static func permissions(_ mode: Int) -> Int {
        mode & 0o777 | (mode >> 23 & 1) << 11 | (mode >> 22 & 1) << 10 | (mode >> 20 & 1) << 9
    }
}

extension ImageSight {
    fileprivate init(_ details: ImageDetails) {
        self.init()
        id = details.id
        names = details.repoTags.sorted()
        size = details.size
        layers = details.rootFS.layers ?? []
        platform = ImagePlatform.name(details.os, details.architecture, details.variant)
        user = details.config?.user ?? ""
        workingFolder = details.config?.workingDir ?? ""
        entrypoint = details.config?.entrypoint?.words ?? []
        command = details.config?.cmd?.words ?? []
        environment = details.config?.env ?? []
        labels = details.config?.labels ?? [:]
    }
}

/// How platforms are named.
enum ImagePlatform {
    static func name(_ system: String, _ architecture: String, _ variant: String?) -> String {
        normal(([system, architecture] + [variant ?? ""]).filter { !$0.isEmpty }.joined(separator: "/"))
    }

    /// A variant that every processor of the kind has isn't named.
    static func normal(_ name: String) -> String { name == "linux/arm64/v8" ? "linux/arm64" : name }
}
