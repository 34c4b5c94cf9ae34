public import EngineAPI

/// Takes everything that belongs to a session off an engine, found by its labels and names.
///
/// It works at a session's end and after a crash alike, since it needs nothing but the session's id. Containers that
/// restart or remove themselves race it; so it looks again until nothing is left.
public struct SessionSweep: Sendable {
    private static let mostRounds = 5

    private let engine: any ContainerEngine
    private let names: SessionNames
    private let own: Filters

    /// Makes a sweep of the session with an id.
    public init(_ engine: any ContainerEngine, session id: String) {
        self.engine = engine
        names = SessionNames(session: id)
        own = Filters(["label": ["\(SessionLabels.session)=\(id)"]])
    }

    /// The sessions that have something on an engine.
    public static func sessions(on engine: any ContainerEngine) async throws -> Set<String> {
        let labelled = Filters(["label": [SessionLabels.session]])
        var query = ContainerListQuery()
        query.all = true
        query.filters = labelled
        var found = Set(
            try await engine.listContainers(query).compactMap { $0.labels[SessionLabels.session] }
        )
        found.formUnion(
            try await engine.listNetworks(labelled).compactMap { $0.labels?[SessionLabels.session] }
        )
        found.formUnion(
            try await engine.listVolumes(labelled).volumes.compactMap { $0.labels?[SessionLabels.session] }
        )
        for image in try await engine.listImages(ImageListQuery()) {
            if let id = image.labels?[SessionLabels.session] { found.insert(id) }
            found.formUnion((image.repoTags ?? []).compactMap(SessionNames.session(ofImage:)))
        }
        return found
    }

    /// Removes all of it.
    ///
    /// - Returns: What could not be removed, with the engine's reason; empty when nothing is left.
    public func run() async throws -> [String] {
        var problems: [String] = []
        for _ in 0..<Self.mostRounds {
            problems = []
            try await removeContainers(&problems)
            try await removeNetworks(&problems)
            try await removeVolumes(&problems)
            try await removeImages(&problems)
            if problems.isEmpty { break }
        }
        return problems
    }

    private func removeContainers(_ problems: inout [String]) async throws {
        var query = ContainerListQuery()
        query.all = true
        query.filters = own
        for container in try await engine.listContainers(query) {
            // One that starts itself again would be back before it is removed.
            let never = ContainerUpdate().with { $0.restartPolicy.name = "no" }
            _ = try? await engine.updateContainer(container.id, never)
            if container.state == "paused" { try? await engine.unpauseContainer(container.id) }
            try? await engine.killContainer(container.id, signal: nil)
            await attempt(&problems) {
                try await engine.removeContainer(container.id, RemoveOptions(force: true, volumes: true))
            }
        }
    }

    private func removeNetworks(_ problems: inout [String]) async throws {
        for network in try await engine.listNetworks(own) {
            await attempt(&problems) { try await engine.removeNetwork(network.id) }
        }
    }

    private func removeVolumes(_ problems: inout [String]) async throws {
        for volume in try await engine.listVolumes(own).volumes {
            await attempt(&problems) { try await engine.removeVolume(volume.name, force: true) }
        }
    }

    private func removeImages(_ problems: inout [String]) async throws {
        var query = ImageListQuery()
        query.all = true
        for image in try await engine.listImages(query) {
            for tag in image.repoTags ?? [] where names.viewImage(tag) != nil {
                await attempt(&problems) {
                    _ = try await engine.removeImage(tag, force: true, noPrune: false)
                }
            }
        }
        query.filters = own
        for image in try await engine.listImages(query) {
            // Somebody else's image may stand on it, or it went with another: neither is a problem.
            _ = try? await engine.removeImage(image.id, force: true, noPrune: false)
        }
    }

    private func attempt(_ problems: inout [String], _ body: () async throws -> Void) async {
        do { try await body() } catch let error as EngineError {
            if error.kind != .notFound { problems.append(error.message) }
        } catch { problems.append("\(error)") }
    }
}
