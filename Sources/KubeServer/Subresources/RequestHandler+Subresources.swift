import EngineAPI
import KubeAPI

extension RequestHandler {
    /// Answers a request for what hangs below an object.
    func subresource(_ wanted: ResourceRequest) async throws {
        let name = wanted.path.subresource ?? ""
        guard wanted.type.subresources.contains(name) else { throw StatusError.noSuchPath }
        guard wanted.path.rest.isEmpty || name == "proxy" else { throw StatusError.noSuchPath }
        switch (name, request.method) {
        case ("status", "GET"), ("ephemeralcontainers", "GET"), ("scale", "GET"):
            try await name == "scale" ? scale(wanted) : get(wanted)
        case ("status", "PUT"), ("finalize", "PUT"), ("ephemeralcontainers", "PUT"): try await update(wanted)
        case ("status", "PATCH"), ("ephemeralcontainers", "PATCH"): try await patch(wanted)
        case ("scale", "PUT"): try await putScale(wanted)
        case ("scale", "PATCH"): try await patchScale(wanted)
        case ("log", "GET"): try await log(wanted)
        case ("eviction", "POST"): try await evict(wanted)
        case ("binding", "POST"): try await bind(wanted)
        case ("token", "POST"): try await token(wanted)
        case ("exec", "GET"), ("exec", "POST"): try await exec(wanted)
        case ("attach", "GET"), ("attach", "POST"): try await attach(wanted)
        case ("portforward", "GET"), ("portforward", "POST"): try await portForward(wanted)
        case ("proxy", _): throw StatusError.notSimulated("the proxy to pods, services and nodes")
        default: throw StatusError.wrongMethod
        }
    }

    /// The body as an object of a kind that isn't the path's own.
    func body(of kind: String, _ apiVersion: String) async throws -> KubeObject {
        let format = try BodyFormat(contentType: request.field("Content-Type"))
        let object = try format.read(try await request.body(), .builtIn)
        guard object.json.members != nil, object.kind == kind || object.kind.isEmpty else {
            throw StatusError.badRequest("the object provided is unrecognized (must be of type \(kind))")
        }
        guard object.apiVersion == apiVersion || object.apiVersion.isEmpty else {
            throw StatusError.badRequest(
                "the API version in the data (\(object.apiVersion)) does not match the expected API version "
                    + "(\(apiVersion))"
            )
        }
        return object
    }
}
