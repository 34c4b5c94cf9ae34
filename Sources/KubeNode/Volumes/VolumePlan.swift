import EngineAPI
import KubeAPI

/// Where a pod's volumes lie in the engine: a pure function of the pod and its claims.
struct VolumePlan: Hashable, Sendable {
    /// A volume of a pod's.
    struct Entry: Hashable, Sendable {
        /// The engine's name for it.
        var engineName: String
        /// What it comes from.
        var kind: Kind
    }

    enum Kind: Hashable, Sendable {
        /// Empty at first, and gone with the pod.
        case empty
        /// Its files are made of objects, and nobody else writes them.
        case objects
        /// It outlives the pod.
        case claim(isReadOnly: Bool)
    }

    /// By the pod's names for them.
    private(set) var entries: [String: Entry] = [:]

    /// Plans the volumes of a pod.
    ///
    /// - Parameters:
    ///   - pod: The pod.
    ///   - prefix: What the engine's names begin with.
    ///   - claims: The claims that are there, by name.
    /// - Throws: ``VolumeFailure`` for the first volume that can't be had.
    init(_ pod: KubeObject, prefix: String, claims: [String: KubeObject]) throws(VolumeFailure) {
        for volume in PodSpec(pod).volumes {
            guard let name = volume["name"]?.text else { continue }
            let own = "\(prefix)\(pod.uid)_\(name)"
            let fail = { (why: String) in VolumeFailure(volume: name, why: why) }
            if volume["emptyDir"] != nil {
                entries[name] = Entry(engineName: own, kind: .empty)
            } else if Self.ofObjects.contains(where: { volume[$0] != nil }) {
                entries[name] = Entry(engineName: own, kind: .objects)
            } else if let claim = Self.claim(of: volume, in: pod) {
                let bound = try Self.bound(claim, claims[claim], volume, of: pod)
                let isReadOnly = volume.at("persistentVolumeClaim", "readOnly")?.isTrue ?? false
                entries[name] = Entry(
                    engineName: Self.engineName(ofPersistentVolume: bound, prefix: prefix),
                    kind: .claim(isReadOnly: isReadOnly)
                )
            } else if let kind = volume.members?.first(where: { $0.name != "name" })?.name {
                throw fail("volumes of the kind \(kind) aren't available in this cluster")
            } else {
                // A volume without a source is an empty one.
                entries[name] = Entry(engineName: own, kind: .empty)
            }
        }
    }

    private static let ofObjects = ["configMap", "secret", "projected", "downwardAPI"]

    /// The volume that holds what a persistent volume is said to hold.
    static func engineName(ofPersistentVolume name: String, prefix: String) -> String {
        "\(prefix)pv_\(name)"
    }

    /// The claims that a pod names, and those that are made after its own pattern.
    static func claims(of pod: KubeObject) -> [String] {
        PodSpec(pod).volumes.compactMap { claim(of: $0, in: pod) }
    }

    /// The claim behind a volume; nil where it has none.
    private static func claim(of volume: JSON, in pod: KubeObject) -> String? {
        if let source = volume["persistentVolumeClaim"] { return source["claimName"]?.text ?? "" }
        return volume["ephemeral"] == nil ? nil : "\(pod.name)-\(volume["name"]?.text ?? "")"
    }

    /// The persistent volume that a claim is bound to.
    private static func bound(
        _ name: String,
        _ claim: KubeObject?,
        _ volume: JSON,
        of pod: KubeObject
    ) throws(VolumeFailure) -> String {
        let fail = { (why: String) in VolumeFailure(volume: volume["name"]?.text ?? "", why: why) }
        guard let claim else { throw fail("persistentvolumeclaim \"\(name)\" not found") }
        if volume["ephemeral"] != nil {
            // A claim that happens to have the name holds somebody else's files.
            let owners = claim["metadata", "ownerReferences"]?.elements ?? []
            guard owners.contains(where: { $0["uid"]?.text == pod.uid }) else {
                let place = pod.namespace ?? "default"
                throw fail(
                    "PVC \(place)/\(name) was not created for pod \(place)/\(pod.name) (pod is not owner)"
                )
            }
        }
        guard claim["spec", "volumeMode"]?.text != "Block" else {
            throw fail("volumeMode Block isn't available in this cluster")
        }
        guard let bound = claim["spec", "volumeName"]?.text, !bound.isEmpty else {
            throw fail("persistentvolumeclaim \"\(name)\" is not bound")
        }
        return bound
    }

    /// Those that go with the pod, by their names in the engine.
    var own: [String] {
        entries.values.filter {
            if case .claim = $0.kind { false } else { true }
        }.map(\.engineName).sorted()
    }
}

/// Why a pod's volume can't be mounted: the event `FailedMount`.
struct VolumeFailure: Error, Hashable, Sendable {
    var volume: String
    var why: String

    var message: String { "MountVolume.SetUp failed for volume \"\(volume)\" : \(why)" }
}
