import EngineAPI

/// Why a pull failed, in the words in which a runtime tells its kubelet.
struct PullFailure: Error, Hashable, Sendable {
    let message: String

    /// Words an engine's refusal of a reference.
    init(_ reference: ImageReference, _ said: String) {
        let full = reference.inFull
        let start = "failed to pull and unpack image \"\(full)\": failed to resolve reference \"\(full)\": "
        if said.contains("manifest unknown") || said.contains("not found: manifest") {
            message = "rpc error: code = NotFound desc = \(start)\(full): not found"
        } else if said.contains("pull access denied") || said.contains("repository does not exist") {
            message =
                "rpc error: code = Unknown desc = \(start)pull access denied, repository does not exist or may require authorization: "
                + "server message: insufficient_scope: authorization failed"
        } else {
            message = "rpc error: code = Unknown desc = \(start)\(said)"
        }
    }
}

/// Whether a container's image is to be fetched.
enum PullPolicy: String, Hashable, Sendable {
    case always = "Always"
    case ifNotPresent = "IfNotPresent"
    case never = "Never"

    /// A container's, or what its image's tag makes of it.
    init(_ container: ContainerSpec, _ reference: ImageReference) {
        if let policy = container.json["imagePullPolicy"]?.text.flatMap(PullPolicy.init(rawValue:)) {
            self = policy
        } else {
            let tag = reference.tagged.tag
            self = tag == "latest" && reference.digest == nil ? .always : .ifNotPresent
        }
    }
}
