import EngineAPI
import SimShell
import Synchronization

/// The images that can be pulled: what stands for the public registry.
///
/// An image is put together when it is first asked for, its base's layers below its own.
public struct ImageCatalog: Sendable {
    private let shelves: [ImageShelf]
    private let assembled = AssembledImages()

    /// Makes a catalogue of images that are read when they are needed; of two with the same tag the later one has it.
    public init(shelves: [ImageShelf]) { self.shelves = shelves }

    /// Makes a catalogue; of two images with the same tag the later one has it.
    public init(_ models: [ImageModel] = []) {
        shelves = models.map { model in ImageShelf(model.repository) { _ in [model] } }
    }

    /// All images, as declared; reads all of them.
    public var all: [ImageModel] { shelves.flatMap(\.models) }

    /// Whether the registry has a repository.
    func knows(_ reference: ImageReference) -> Bool { shelves.contains { $0.isOf(reference) } }

    /// Whether any repository is at a registry.
    func knows(domain: String) -> Bool { shelves.contains { $0.isAt(domain) } }

    /// The image of a reference, put together; nil where there is none.
    func image(_ reference: ImageReference) -> StoredImage? { image(reference, depth: 0) }

    private func image(_ reference: ImageReference, depth: Int) -> StoredImage? {
        guard depth < 8 else { return nil }
        let shelves = shelves.lazy.filter { $0.isOf(reference) }
        guard let digest = reference.digest else {
            let tagged = reference.tagged
            if let image = assembled[tagged] { return image }
            let model = shelves.flatMap { $0.models(tagged: tagged.tag) }.last {
                $0.references.contains(tagged)
            }
            guard let image = model.flatMap({ build($0, depth: depth) }) else { return nil }
            assembled[tagged] = image
            return image
        }
        return shelves.flatMap(\.models).compactMap { build($0, depth: depth) }.first {
            $0.manifestDigest == digest
        }
    }

    private func build(_ model: ImageModel, depth: Int) -> StoredImage? {
        var image = StoredImage()
        if let name = model.base {
            guard let reference = ImageReference(name), let base = self.image(reference, depth: depth + 1)
            else { return nil }
            image = base
        }
        image.created = model.created
        image.author = model.author
        image.config = image.config.overlaid(by: model.config)
        image.behaviour = model.behaviour
        for layer in model.layers {
            var step = StoredImage.Step(created: model.created, createdBy: layer.createdBy)
            if let files = layer.files {
                image.append(files, size: layer.size)
                step.hasLayer = true
                step.size = layer.size ?? files.size
            }
            image.history.append(step)
        }
        image.seal()
        image.leaveUnheld()
        return image
    }

    /// The models whose name or summary has a word.
    func search(_ term: String) -> [ImageModel] {
        let word = term.lowercased()
        var seen: Set<String> = []
        return all.filter {
            ($0.repository.contains(word) || $0.summary.lowercased().contains(word))
                && seen.insert($0.repository).inserted
        }.sorted { ($1.stars, $0.repository) < ($0.stars, $1.repository) }
    }
}

/// The images that were put together before: the next session that pulls one needn't wait for it.
private final class AssembledImages: Sendable {
    private let images = Mutex<[ImageReference: StoredImage]>([:])

    subscript(reference: ImageReference) -> StoredImage? {
        get { images.withLock { $0[reference] } }
        set { images.withLock { $0[reference] = newValue } }
    }
}

extension ContainerConfig {
    /// The configuration of an image that stands on this one and says more.
    func overlaid(by other: ContainerConfig) -> ContainerConfig {
        with { config in
            config.env = EnvironmentList.merged(config.env, other.env)
            if !other.user.isEmpty { config.user = other.user }
            if !other.workingDir.isEmpty { config.workingDir = other.workingDir }
            if let words = other.entrypoint {
                config.entrypoint = words
                config.cmd = other.cmd
            } else if let words = other.cmd {
                config.cmd = words
            }
            if let ports = other.exposedPorts {
                config.exposedPorts = (config.exposedPorts ?? [:]).merging(ports) { $1 }
            }
            if let volumes = other.volumes {
                config.volumes = (config.volumes ?? [:]).merging(volumes) { $1 }
            }
            if let labels = other.labels { config.labels = (config.labels ?? [:]).merging(labels) { $1 } }
            if let signal = other.stopSignal { config.stopSignal = signal }
            if let check = other.healthcheck { config.healthcheck = check }
            if let shell = other.shell { config.shell = shell }
            if let steps = other.onBuild { config.onBuild = steps }
        }
    }
}

/// Environments as the API has them: `NAME=value` in a list.
enum EnvironmentList {
    /// The first list with the values of the second; new names come last.
    static func merged(_ first: [String]?, _ second: [String]?) -> [String]? {
        guard let second else { return first }
        var list = first ?? []
        for entry in second {
            if let index = list.firstIndex(where: { name($0) == name(entry) }) {
                list[index] = entry
            } else {
                list.append(entry)
            }
        }
        return list
    }

    /// By name.
    static func values(_ list: [String]?) -> [String: String] {
        var values: [String: String] = [:]
        for entry in list ?? [] {
            let sides = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if sides.count == 2 { values[String(sides[0])] = String(sides[1]) }
        }
        return values
    }

    static func name(_ entry: String) -> Substring { entry.prefix { $0 != "=" } }
}
