import EngineAPI
import SimShell

/// The images that the engine has, and their names.
struct ImageStore: Sendable {
    private(set) var images: [String: StoredImage] = [:]
    /// By whole reference: domain, path and tag.
    private(set) var tags: [ImageReference: String] = [:]
    /// The digests that images were pulled by: repository without tag, digest set.
    private(set) var digests: [ImageReference: String] = [:]
    private(set) var tagTimes: [String: WallTime] = [:]

    /// What a name stands for.
    enum Match: Hashable {
        case none
        case ambiguous
        /// The id, and the reference where the name was one.
        case image(String, ImageReference?)
    }

    /// Finds an image by reference, id or start of an id.
    func find(_ name: String) -> Match {
        let digits = name.hasPrefix("sha256:") ? String(name.dropFirst(7)) : name
        if ImageReference.isID(name), digits.count == 64 {
            return images["sha256:" + digits] == nil ? .none : .image("sha256:" + digits, nil)
        }
        if let reference = ImageReference(name) {
            if reference.digest != nil {
                let bare = ImageReference(
                    domain: reference.domain,
                    path: reference.path,
                    digest: reference.digest
                )
                if let id = digests[bare] { return .image(id, bare) }
            } else if let id = tags[reference.tagged] {
                return .image(id, reference.tagged)
            }
        }
        guard ImageReference.isID(name) else { return .none }
        let found = images.keys.filter { $0.hasPrefix("sha256:" + digits) }
        return found.count > 1 ? .ambiguous : found.first.map { .image($0, nil) } ?? .none
    }

    /// The image of a name.
    func image(_ name: String) throws(EngineError) -> StoredImage {
        guard case .image(let id, _) = find(name), let image = images[id] else {
            throw .noSuchImage(Self.said(name))
        }
        return image
    }

    /// A name as errors repeat it.
    static func said(_ name: String) -> String { ImageReference(name)?.tagged.description ?? name }

    /// The names of an image, sorted.
    func names(of id: String) -> [ImageReference] {
        tags.filter { $0.value == id }.map(\.key).sorted { $0.description < $1.description }
    }

    /// The digests of an image, sorted.
    func digests(of id: String) -> [ImageReference] {
        digests.filter { $0.value == id }.map(\.key).sorted { $0.description < $1.description }
    }

    func image(id: String) -> StoredImage? { images[id] }

    /// The images that stand on this one.
    func children(of id: String) -> [StoredImage] { images.values.filter { $0.parent == id } }

    /// Puts an image away.
    mutating func insert(_ image: StoredImage) {
        // The same image made twice keeps what was known of its making.
        if images[image.id] == nil || !image.parent.isEmpty { images[image.id] = image }
    }

    /// Gives an image a name, taking it from another one that has it.
    ///
    /// - Returns: The id of the image that had the name.
    @discardableResult
    mutating func tag(_ id: String, _ reference: ImageReference, at time: WallTime) -> String? {
        tagTimes[id] = time
        let tagged = ImageReference(domain: reference.domain, path: reference.path, tag: reference.tagged.tag)
        return tags.updateValue(id, forKey: tagged).flatMap { $0 == id ? nil : $0 }
    }

    /// Notes the digest that an image was pulled by.
    mutating func note(digest: String, of id: String, _ reference: ImageReference) {
        digests[ImageReference(domain: reference.domain, path: reference.path, digest: digest)] = id
    }

    mutating func untag(_ reference: ImageReference) {
        tags[reference] = nil
        digests[reference] = nil
    }

    /// Takes an image away, with its names.
    mutating func remove(_ id: String) {
        images[id] = nil
        tagTimes[id] = nil
        for reference in tags.keys where tags[reference] == id { tags[reference] = nil }
        for reference in digests.keys where digests[reference] == id { digests[reference] = nil }
    }

    /// Whether nothing names an image and nothing stands on it.
    func isDangling(_ id: String) -> Bool {
        names(of: id).isEmpty && digests(of: id).isEmpty && children(of: id).isEmpty
    }

    /// The bytes of all layers, each counted once.
    var layersSize: Int {
        var sizes: [String: Int] = [:]
        for image in images.values { for layer in image.layers { sizes[layer.digest] = layer.size } }
        return sizes.values.reduce(0, +)
    }

    /// The bytes of each image's layers that others among them stand on, too.
    func sharedSizes(among ids: [String]) -> [String: Int] {
        let layers = ids.map { Set(images[$0]?.layers ?? []) }
        let uses = Dictionary(layers.joined().map { ($0.digest, 1) }, uniquingKeysWith: +)
        let shared = layers.map { $0.reduce(0) { $0 + (uses[$1.digest] ?? 0 > 1 ? $1.size : 0) } }
        return Dictionary(zip(ids, shared)) { first, _ in first }
    }

    /// Whether some image has a layer.
    func hasLayer(_ digest: String) -> Bool {
        images.values.contains { $0.layers.contains { $0.digest == digest } }
    }
}
