import EngineAPI
import SimShell
import TarStream

/// Images as `docker save` writes them and `docker load` reads them.
struct ImageArchive {
    /// An image that an archive holds.
    struct Loaded: Sendable {
        var image: StoredImage
        var tags: [String]
    }

    private var members: [TarMember] = []
    private var paths: Set<String> = []
    private var manifest: [JSON] = []

    // MARK: Writing

    /// Adds an image, its layers once.
    mutating func add(_ image: StoredImage, tags: [String], limit: Int) throws {
        let config = "\(image.id.dropFirst(7)).json"
        if let index = manifest.firstIndex(where: { $0["Config"]?.text == config }) {
            let known = manifest[index]["RepoTags"]?.elements ?? []
            manifest[index] = entry(config, known.compactMap(\.text) + tags, image)
            return
        }
        add(config, image.configuration.bytes)
        for (layer, record) in zip(image.files.layers, image.layers) {
            let path = Self.path(record)
            guard !paths.contains(path) else { continue }
            let bytes = try TarWriter.archive(layer.members)
            guard bytes.count + members.reduce(0, { $0 + $1.contents.count }) <= limit else {
                throw EngineError(.tooLarge, "slidectl: an archive has at most \(limit >> 20) MiB")
            }
            add(path, bytes)
        }
        manifest.append(entry(config, tags, image))
    }

    private func entry(_ config: String, _ tags: [String], _ image: StoredImage) -> JSON {
        .object([
            .init("Config", .string(config)), .init("RepoTags", .array(tags.map { .string($0) })),
            .init("Layers", .array(image.layers.map { .string(Self.path($0)) })),
        ])
    }

    private static func path(_ layer: StoredImage.Layer) -> String {
        "\(layer.digest.dropFirst(7))/layer.tar"
    }

    private mutating func add(_ path: String, _ contents: [UInt8]) {
        guard paths.insert(path).inserted else { return }
        members.append(TarMember(path: path, contents: contents))
    }

    /// The archive.
    func bytes() throws -> [UInt8] {
        try TarWriter.archive(
            members + [TarMember(path: "manifest.json", contents: JSON.array(manifest).bytes)]
        )
    }

    // MARK: Reading

    /// The images of an archive's members.
    static func read(_ members: [TarMember], limit: Int) async throws -> [Loaded] {
        var files: [String: [UInt8]] = [:]
        for member in members where member.kind == .file { files[member.path] = member.contents }
        guard let text = files["manifest.json"], let manifest = (try? JSON(text))?.elements else {
            throw EngineError(.badRequest, "invalid archive: does not contain a manifest.json")
        }
        var loaded: [Loaded] = []
        for entry in manifest.prefix(1000) {
            guard let path = entry["Config"]?.text, let bytes = files[path], let config = try? JSON(bytes)
            else {
                throw EngineError(.badRequest, "invalid manifest, the configuration is missing")
            }
            var image = try StoredImage(configuration: config)
            for layer in entry["Layers"]?.elements ?? [] {
                guard let path = layer.text, let bytes = files[path] else {
                    throw EngineError(.badRequest, "invalid manifest, layers length mismatch")
                }
                let members = try await TarReader.members(of: EngineStream([bytes]), limit: limit)
                image.append(FileLayer(members))
            }
            let sizes = image.layers.map(\.size)
            var next = 0
            for index in image.history.indices where image.history[index].hasLayer && next < sizes.count {
                image.history[index].size = sizes[next]
                next += 1
            }
            loaded.append(Loaded(image: image, tags: (entry["RepoTags"]?.elements ?? []).compactMap(\.text)))
        }
        return loaded
    }
}

extension StoredImage {
    /// Reads the configuration of an image from elsewhere; its layers come after.
    init(configuration: JSON) throws(EngineError) {
        self.init()
        if let json = configuration["config"], json != .null {
            do { config = try ContainerConfig(json: json) } catch {
                throw EngineError(.badRequest, "invalid configuration of an image: \(error)")
            }
        }
        architecture = configuration["architecture"]?.text ?? "amd64"
        author = configuration["author"]?.text ?? ""
        created = configuration["created"]?.text.flatMap(Timestamp.read) ?? created
        for step in configuration["history"]?.elements ?? [] {
            history.append(
                Step(
                    created: step["created"]?.text.flatMap(Timestamp.read) ?? created,
                    createdBy: step["created_by"]?.text ?? "",
                    comment: step["comment"]?.text ?? "",
                    hasLayer: step["empty_layer"] != .bool(true)
                )
            )
        }
    }
}
