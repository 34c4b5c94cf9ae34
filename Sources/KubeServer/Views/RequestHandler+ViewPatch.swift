import EngineAPI
import KubeAPI

extension RequestHandler {
    /// Patches an object in the words of a view: what they lead to is stored in place of what was there.
    ///
    /// - Returns: The object; nil for a server-side apply, which the store does itself.
    func patched(
        _ wanted: ResourceRequest,
        _ view: ObjectView,
        _ patch: ObjectPatch,
        _ options: WriteOptions
    ) async throws -> KubeObject? {
        if case .apply = patch { return nil }
        let (type, namespace) = (wanted.served.stored, wanted.path.namespace)
        // Whoever writes meanwhile comes first; the patch is then applied to what that one wrote.
        for _ in 0..<8 {
            let current = try await api.get(type, namespace: namespace, name: wanted.name)
            let shown = KubeObject(try patch.applied(to: view.shown(current).json))
            guard shown.name == wanted.name else {
                throw StatusError.badRequest(
                    "the name of the object (\(shown.name)) does not match the name on the URL (\(wanted.name))"
                )
            }
            do throws(StatusError) {
                return try await api.update(
                    type,
                    namespace: namespace,
                    view.stored(shown),
                    subresource: wanted.path.subresource,
                    options
                )
            } catch {
                // A version that the patch itself names is meant.
                let isNamed = shown.resourceVersion != current.resourceVersion
                guard error.code == 409, !isNamed else { throw error }
            }
        }
        throw StatusError(409, "Conflict", "too many others change \(type.plural) \"\(wanted.name)\" at once")
    }
}
