import EngineAPI
import Synchronization

/// The images of one repository, which are read when one of them is first asked for.
///
/// A session that pulls two images shouldn't wait until all that there are have been read.
public final class ImageShelf: Sendable {
    /// In the form that people write: `nginx`, `traefik/whoami`.
    public let repository: String
    private let reference: ImageReference?
    private let content: Mutex<Content>

    private enum Content {
        case unread(@Sendable () -> [ImageModel])
        case models([ImageModel])
    }

    /// Makes a shelf whose images are all of the repository; they are read at most once.
    public init(_ repository: String, reading: @Sendable @escaping () -> [ImageModel]) {
        self.repository = repository
        reference = ImageReference(repository)
        content = Mutex(.unread(reading))
    }

    /// The images, as declared.
    public var models: [ImageModel] {
        content.withLock { content in
            if case .unread(let read) = content { content = .models(read()) }
            guard case .models(let models) = content else { return [] }
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
