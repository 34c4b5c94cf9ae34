import EngineAPI
import KubeAPI

extension RequestHandler {
    /// The number of replicas, as an object of its own.
    func scale(_ wanted: ResourceRequest) async throws {
        // A patch of nothing, which isn't stored, shows the scale.
        let (scale, _) = try await api.patch(
            wanted.served.stored,
            namespace: wanted.path.namespace,
            name: wanted.name,
            .merge(.object([])),
            subresource: "scale",
            WriteOptions("slidectl", isDryRun: true)
        )
        try await request.answer(scale.json)
    }

    func putScale(_ wanted: ResourceRequest) async throws {
        let scale = try await body(of: "Scale", "autoscaling/v1")
        guard scale.name == wanted.name else {
            throw StatusError.badRequest(
                "the name of the object (\(scale.name)) does not match the name on the URL (\(wanted.name))"
            )
        }
        let updated = try await api.update(
            wanted.served.stored,
            namespace: wanted.path.namespace,
            scale,
            subresource: "scale",
            try writeOptions()
        )
        try await request.answer(updated.json)
    }

    func patchScale(_ wanted: ResourceRequest) async throws {
        let (scale, _) = try await api.patch(
            wanted.served.stored,
            namespace: wanted.path.namespace,
            name: wanted.name,
            try await objectPatch(wanted),
            subresource: "scale",
            try writeOptions()
        )
        try await request.answer(scale.json)
    }
}
