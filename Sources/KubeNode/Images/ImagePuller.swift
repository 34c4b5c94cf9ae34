import EngineAPI
import KubeAPI

/// Gets the images of containers.
struct ImagePuller: Sendable {
    let engine: any ContainerEngine
    let clock: any ClusterClock

    /// An image that the engine has.
    struct Image: Sendable {
        /// As it was asked for.
        var name: String
        var details: ImageDetails
        /// As a status names it: with its digest where there is one.
        var id: String {
            guard let digest = details.repoDigests.first else { return details.id }
            return ImageReference(digest)?.inFull ?? digest
        }
        /// As a status names what was asked for: `docker.io/library/nginx:1.27`.
        var fullName: String { ImageReference(name)?.inFull ?? name }
    }

    /// The image, if the engine has it.
    func local(_ name: String) async -> Image? {
        (try? await engine.inspectImage(name)).map { Image(name: name, details: $0) }
    }

    /// Fetches an image.
    ///
    /// - Returns: The image, and how long it took.
    /// - Throws: ``PullFailure``; `CancellationError`.
    func pull(_ name: String, _ reference: ImageReference) async throws -> (Image, Duration) {
        let began = clock.now
        do {
            var options = PullOptions()
            options.image = name
            if reference.tag == nil, reference.digest == nil { options.tag = "latest" }
            let progress = try await engine.pullImage(options)
            while let message = try await progress.next() {
                if let said = message.error { throw EngineError(.failed, said) }
            }
        } catch let error as EngineError {
            try Task.checkCancellation()
            throw PullFailure(reference, error.message)
        }
        guard let image = await local(name) else {
            try Task.checkCancellation()
            throw PullFailure(reference, "the image isn't there after it was pulled")
        }
        return (image, began.duration(to: clock.now))
    }
}

extension ImageReference {
    /// As containerd names it, which knows no short forms.
    var inFull: String {
        let tagged = self.tagged
        return "\(domain)/\(path)" + (tagged.tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }
}
