import EngineAPI
import Synchronization

/// The images of one repository, each of which is read when it is first asked for.
///
/// A session that pulls two images shouldn't wait until all that there are have been read.
public final class ImageShelf: Sendable {
    /// In the form that people write: `nginx`, `traefik/whoami`.
    public let repository: String
    private let reference: ImageReference?
    private let reading: @Sendable (_ tag: String?) -> [ImageModel]
    /// What was read, by the tag that was asked for; nil for all.
    private let known = Mutex<[String?: [ImageModel]]>([:])

    /// Makes a shelf whose images are all of the repository.
    ///
    /// - Parameters:
    ///   - repository: The repository.
    ///   - reading: Reads at least the images that have a tag, or all for nil; what it finds is kept.
    public init(_ repository: String, reading: @Sendable @escaping (_ tag: String?) -> [ImageModel]) {
        self.repository = repository
        self.reading = reading
        reference = ImageReference(repository)
    }

    /// The images, as declared; reads all of them.
    public var models: [ImageModel] { models(tagged: nil) }

    /// The images that may have a tag: those that have it are among them.
    func models(tagged tag: String?) -> [ImageModel] {
        known.withLock { known in
            if let models = known[tag] { return models }
            let models = reading(tag)
            // Of what isn't there, nothing is kept: anybody may ask for any name.
            let isThere = tag.map { tag in models.contains { $0.tags.contains(tag) } } ?? true
            if isThere { known[tag] = models }
            return models
        }
    }

    /// Whether an image's reference is one of this repository.
    func isOf(_ reference: ImageReference) -> Bool {
        isAt(reference.domain) && self.reference?.path == reference.path
    }

    /// Whether the repository is at a registry.
    func isAt(_ domain: String) -> Bool { reference?.domain == domain }
}
