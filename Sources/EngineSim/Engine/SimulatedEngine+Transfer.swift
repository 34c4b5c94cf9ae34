public import EngineAPI
import SimShell
import TarStream

extension SimulatedEngine {
    public func saveImages(_ names: [String]) async throws -> ByteStream {
        var archive = ImageArchive()
        for name in names {
            guard case .image(let id, let reference) = images.find(name), let image = images.image(id: id)
            else {
                throw EngineError(.failed, "reference does not exist")
            }
            // A bare repository saves the image with all its tags there.
            let tags = reference.map { [$0] } ?? images.names(of: id)
            try archive.add(image, tags: tags.map(\.description), limit: limits.archiveBytes)
            events.tell("image", "save", id, imageAttributes(id, id))
        }
        return EngineStream([try archive.bytes()])
    }

    public func loadImages(quiet: Bool, _ archive: ByteStream) async throws -> ProgressStream {
        let feed = ProgressFeed()
        let limit = archiveRoom
        let task = Task { [weak self] in
            do {
                let members = try await Self.members(of: archive, limit: limit)
                try await self?.load(try await ImageArchive.read(members, limit: limit), feed)
                feed.finish()
            } catch {
                let failure = error as? EngineError ?? EngineError(.failed, "\(error)")
                await feed.say(ProgressMessage(error: failure.message))
                feed.finish()
            }
        }
        return feed.stream(task)
    }

    /// The members of an archive of images; what is no archive ends too early for the engine.
    private static func members(of archive: ByteStream, limit: Int) async throws -> [TarMember] {
        do { return try await TarReader.members(of: archive, limit: limit) } catch let error as EngineError {
            throw error.kind == .tooLarge ? error : EngineError(.badRequest, "unexpected EOF")
        }
    }

    private func load(_ loaded: [ImageArchive.Loaded], _ feed: ProgressFeed) async throws {
        guard !loaded.isEmpty else { throw EngineError(.badRequest, "unexpected EOF") }
        for item in loaded {
            var image = item.image
            for index in image.layers.indices {
                // What stands on paper only keeps the size that it has there.
                if let known = images.images.values.flatMap(\.layers).first(where: {
                    $0.digest == image.layers[index].digest
                }) {
                    image.layers[index].size = known.size
                }
            }
            image.seal()
            try insert(image)
            for tag in item.tags {
                guard let reference = ImageReference(tag) else { continue }
                if let old = images.tag(image.id, reference, at: time.now) {
                    await feed.say(
                        stream:
                            "The image \(reference) already exists, renaming the old one with ID \(old) to empty string\n"
                    )
                }
                await feed.say(stream: "Loaded image: \(reference)\n")
            }
            if item.tags.isEmpty { await feed.say(stream: "Loaded image ID: \(image.id)\n") }
            events.tell("image", "load", image.id, imageAttributes(image.id, image.id))
        }
    }

    public func importImage(_ options: ImportOptions, _ archive: ByteStream) async throws -> ProgressStream {
        guard options.source == "-" else {
            throw EngineError(.forbidden, "slidectl: images can only be imported from a file or a pipe")
        }
        var reference: ImageReference?
        if !options.repo.isEmpty {
            guard
                let found = ImageReference(
                    options.tag.isEmpty ? options.repo : "\(options.repo):\(options.tag)"
                )
            else { throw EngineError(.badRequest, "invalid reference format") }
            reference = found
        }
        let members = try await TarReader.members(of: archive, limit: archiveRoom)
        var image = StoredImage()
        (image.created, image.comment) = (time.now, options.message)
        image.config = try ConfigChanges.apply(options.changes, to: image.config)
        image.append(FileLayer(members))
        image.history = [
            StoredImage.Step(
                created: time.now,
                createdBy: "",
                comment: options.message.isEmpty ? "Imported from -" : options.message,
                size: image.size,
                hasLayer: true
            )
        ]
        image.seal()
        try insert(image)
        if let reference { tag(image.id, reference) }
        events.tell("image", "import", image.id, imageAttributes(image.id, image.id))
        return EngineStream([ProgressMessage(status: image.id)])
    }

    public func commit(_ options: CommitOptions) async throws -> CreatedID {
        let record = try containers.find(options.container)
        var reference: ImageReference?
        if !options.repo.isEmpty {
            guard
                let found = ImageReference(
                    options.tag.isEmpty ? options.repo : "\(options.repo):\(options.tag)"
                )
            else { throw EngineError(.badRequest, "invalid reference format") }
            reference = found
        }
        var image = record.image
        image.parent = record.image.id
        (image.created, image.author, image.comment) = (time.now, options.author, options.comment)
        var config = record.config.with { config in
            // What was only this container's stays behind.
            (config.hostname, config.domainname, config.macAddress) = ("", "", nil)
            (config.attachStdin, config.attachStdout, config.attachStderr) = (false, false, false)
            (config.tty, config.openStdin, config.stdinOnce) = (false, false, false)
        }
        if let own = options.config { config = config.overlaid(by: own) }
        image.config = try ConfigChanges.apply(options.changes, to: config)
        image.modelled.formUnion(record.modelled)
        let layer = record.layer
        image.append(layer)
        image.history.append(
            StoredImage.Step(
                created: time.now,
                createdBy: (record.config.cmd?.words ?? []).joined(separator: " "),
                comment: options.comment,
                size: layer.size,
                hasLayer: true
            )
        )
        image.seal()
        try insert(image)
        if let reference { tag(image.id, reference) }
        events.tell(
            "container",
            "commit",
            record.id,
            record.eventAttributes.merging(["comment": options.comment, "imageID": image.id]) { $1 }
        )
        return CreatedID(image.id)
    }
}
