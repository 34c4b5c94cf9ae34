import EngineAPI
import SimShell

extension BuildWalk {
    /// Makes the image of a step that only changed the configuration.
    mutating func commit(_ note: String, hasContainer: Bool) async throws {
        let createdBy = "/bin/sh -c #(nop)  \(note)"
        if try await takeCached(createdBy) { return }
        let container = await build.engine.makeID()
        if hasContainer { await say(" ---> Running in \(container.prefix(12))\n") }
        try await finish(createdBy, layer: nil, key: createdBy)
        if hasContainer { await say(" ---> Removed intermediate container \(container.prefix(12))\n") }
    }

    /// Takes a step from the cache, where it was done before and nothing before it anew.
    mutating func takeCached(_ key: String) async throws -> Bool {
        guard !build.options.noCache, !hasMissed, !current.id.isEmpty || current.layers.isEmpty else {
            return false
        }
        guard let image = await build.engine.cached(cacheKey(key), after: current.id) else {
            hasMissed = true
            return false
        }
        await say(" ---> Using cache\n")
        current = image
        return true
    }

    /// The arguments are part of what a step is; so is the configuration where there is no image to tell it.
    private func cacheKey(_ key: String) -> String { current.id.isEmpty ? "scratch \(key)" : key }

    /// Makes the image of a step.
    mutating func finish(_ createdBy: String, layer: FileLayer?, key: String) async throws {
        let parent = current.id
        let lookup = cacheKey(key)
        var image = current
        image.parent = parent
        image.created = build.configuration.time.now
        image.comment = ""
        if !image.history.isEmpty, !parent.isEmpty { image.history[image.history.count - 1].image = parent }
        if let layer { image.append(layer) }
        image.history.append(
            StoredImage.Step(
                created: image.created,
                createdBy: createdBy,
                size: layer?.size ?? 0,
                hasLayer: layer != nil
            )
        )
        image.seal()
        current = try await build.engine.keep(image, step: lookup, after: parent)
    }

    /// `WORKDIR` makes its folder where it is missing; whoever the user is, it is root's.
    mutating func makeFolder(_ path: String) async throws {
        let createdBy = "/bin/sh -c #(nop) WORKDIR \(path)"
        if try await takeCached(createdBy) { return }
        let container = await build.engine.makeID()
        await say(" ---> Running in \(container.prefix(12))\n")
        let tree = makeTree()
        do throws(FileTreeError) { try tree.makeDirectory(path, intermediate: true) } catch {
            throw EngineError(.failed, "\(error)")
        }
        try await finish(createdBy, layer: tree.layer(), key: createdBy)
        await say(" ---> Removed intermediate container \(container.prefix(12))\n")
    }

    /// The files of the image so far, to be changed.
    func makeTree() -> FileTree {
        let time = build.configuration.time
        return FileTree(
            current.files,
            limits: build.configuration.limits.files,
            memory: build.engine.memory,
            now: { time.now }
        )
    }
}
