import EngineAPI

/// The names of a session's objects on the engine, and the student's own for them.
///
/// Containers, networks and volumes carry the session as a prefix; images stand in a repository of the session's, in a
/// domain that doesn't exist, so that no engine ever asks a registry for them. On an engine that is the session's alone
/// they are called what the student calls them.
struct SessionNames: Hashable, Sendable {
    /// The domain of images that belong to a session.
    static let imageDomain = "slidectl.invalid"

    let session: String
    /// Whether every image on the engine is the session's.
    let ownsImages: Bool
    private let prefix: String
    private let imagePrefix: String

    init(session: String, ownsImages: Bool = false) {
        (self.session, self.ownsImages) = (session, ownsImages)
        prefix = "slidectl-\(session)-"
        imagePrefix = "\(Self.imageDomain)/\(session)/"
    }

    /// The engine's name for a container, network or volume.
    func engineName(_ name: String) -> String { prefix + name }

    /// The student's name; nil where the engine's isn't of this session.
    func viewName(_ name: some StringProtocol) -> String? {
        name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
    }

    /// The student's name where there is one, else the engine's.
    func view(_ name: String) -> String { viewName(name) ?? name }

    /// The engine's name for an image.
    func engineImage(_ reference: ImageReference) -> ImageReference {
        guard !ownsImages else { return reference.tagged }
        let path = "\(session)/\(reference.domain.replacing(":", with: "__").lowercased())/\(reference.path)"
        // A digest can't be a name of ours: it becomes a tag.
        let tag = reference.digest.map { $0.replacing(":", with: "-") } ?? reference.tagged.tag
        return ImageReference(domain: Self.imageDomain, path: path, tag: tag)
    }

    /// The student's name for an image; nil where the engine's isn't of this session.
    func viewImage(_ name: String) -> ImageReference? {
        // What has lost its name is listed by its id.
        guard !ownsImages else { return name.hasPrefix("sha256:") ? nil : ImageReference(name) }
        guard name.hasPrefix(imagePrefix), let reference = ImageReference(name) else { return nil }
        let parts = reference.path.split(separator: "/", maxSplits: 2)
        guard parts.count == 3 else { return nil }
        var view = ImageReference(
            domain: String(parts[1]).replacing("__", with: ":"),
            path: String(parts[2]),
            tag: reference.tag,
            digest: reference.digest
        )
        if let tag = reference.tag, tag.hasPrefix("sha256-"), tag.utf8.count == 71 {
            view.tag = nil
            view.digest = tag.replacing("sha256-", with: "sha256:")
        }
        return view
    }

    /// The session that an engine's image name belongs to; nil for everybody's.
    static func session(ofImage name: String) -> String? {
        guard name.hasPrefix(imageDomain + "/") else { return nil }
        return String(name.dropFirst(imageDomain.count + 1).prefix { $0 != "/" })
    }

    /// A text of the engine's with the student's names in it.
    func text(_ text: String) -> String {
        guard text.contains("slidectl") else { return text }
        return text.replacing(imagePrefix + "docker.io/library/", with: "")
            .replacing(imagePrefix + "docker.io/", with: "")
            .replacing(imagePrefix, with: "")
            .replacing(prefix, with: "")
    }
}
