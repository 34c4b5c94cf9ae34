import EngineAPI
import SimShell

/// An image that the engine has.
struct StoredImage: Hashable, Sendable {
    /// A layer, as manifests name it.
    struct Layer: Hashable, Sendable {
        /// `sha256:…`, of what is in it.
        var digest: String
        /// In bytes.
        var size: Int
    }

    /// A step of the image's history.
    struct Step: Hashable, Sendable {
        var created: WallTime
        var createdBy: String
        var comment = ""
        var size = 0
        /// Whether it made a layer.
        var hasLayer = false
        /// The image that stood after this step, where the engine has it.
        var image: String?
    }

    /// `sha256:` and 64 digits, of the image's configuration.
    private(set) var id = ""
    /// The image before the last step of a build; empty for none.
    var parent = ""
    var created = WallTime(nanoseconds: 0)
    var comment = ""
    var author = ""
    var config = ContainerConfig()
    var architecture = "amd64"
    var variant = ""
    var files = FileImage.empty
    var layers: [Layer] = []
    var history: [Step] = []
    var behaviour = ImageModel.Behaviour()
    /// What results that only a model of a tool made are in the image: `gcc`, `npm`.
    var modelled: Set<String> = []

    /// What the session's memory holds for its layers; lives as long as any image with them.
    private var shares: [MemoryShare] = []
    /// What its newest layers take of the memory, until they are held.
    private var weight = 0

    /// In bytes, of all layers.
    var size: Int { layers.reduce(0) { $0.addingReportingOverflow($1.size).partialValue } }

    /// The digest that a registry knows the image by.
    var manifestDigest: String { ContentHash.digest("manifest " + id) }

    /// Adds a layer of files.
    mutating func append(_ layer: FileLayer, size: Int? = nil) {
        files = files.appending(layer)
        layers.append(Layer(digest: layer.digest, size: size ?? layer.size))
        weight += layer.weight
    }

    /// Takes what its new layers are in of the session's memory; false where there isn't as much.
    mutating func hold(in memory: MemoryBudget) -> Bool {
        guard weight > 0 else { return true }
        let share = MemoryShare(memory)
        guard share.hold(weight) else { return false }
        shares.append(share)
        weight = 0
        return true
    }

    /// What is in it is nobody's memory: all sessions share it.
    mutating func leaveUnheld() { weight = 0 }

    /// Derives the id; the last step before an image is put away.
    mutating func seal() { id = "sha256:" + ContentHash.hex(configuration.bytes) }

    /// The configuration as image archives carry it.
    var configuration: JSON {
        let steps = history.map { step in
            JSON.object(
                [
                    .init("created", .string(Timestamp.text(step.created))),
                    .init("created_by", .string(step.createdBy)),
                ]
                    + (step.comment.isEmpty ? [] : [.init("comment", .string(step.comment))])
                    + (step.hasLayer ? [] : [.init("empty_layer", .bool(true))])
            )
        }
        return .object([
            .init("architecture", .string(architecture)),
            .init("author", .string(author)),
            .init("config", config.json),
            .init("created", .string(Timestamp.text(created))),
            .init("history", .array(steps)),
            .init("os", .string("linux")),
            .init(
                "rootfs",
                .object([
                    .init("type", .string("layers")),
                    .init("diff_ids", .array(layers.map { .string($0.digest) })),
                ])
            ),
        ])
    }
}

extension FileLayer {
    /// The digest of what the layer puts where; the same for the same files.
    var digest: String {
        var hash = ContentHash()
        for path in paths {
            guard let entry = entries[path] else { continue }
            hash.update("\(path)\u{0}".utf8)
            switch entry {
            case .directory(let attributes): hash.update("d\(attributes.mark)\u{0}".utf8)
            case .link(let target, let attributes):
                hash.update("l\(attributes.mark) \(target)\u{0}".utf8)
            case .removed: hash.update("r\u{0}".utf8)
            case .file(let content, let attributes):
                hash.update("f\(attributes.mark) ".utf8)
                switch content {
                case .bytes(let bytes):
                    hash.update("\(bytes.count) ".utf8)
                    hash.update(bytes)
                case .program(let name, let size): hash.update("program \(name) \(size)\u{0}".utf8)
                case .sparse(let size): hash.update("sparse \(size)\u{0}".utf8)
                case .device(let device): hash.update("device \(device)\u{0}".utf8)
                }
            }
        }
        return "sha256:" + hash.finish()
    }
}

extension FileAttributes {
    fileprivate var mark: String { "\(mode) \(owner.user) \(owner.group)" }
}
