public import EngineAPI

extension ObjectPatch {
    /// An object's JSON with the patch applied to it.
    ///
    /// - Throws: ``StatusError``: 400 for what is no patch, 422 for one that doesn't fit, 413 for one that is too long; a
    ///   server-side apply is no patch of one object alone, 400.
    public func applied(to target: JSON) throws(StatusError) -> JSON {
        switch self {
        case .merge(let patch):
            guard case .object = patch else {
                throw .badRequest("error decoding patch: it is no JSON object")
            }
            return MergePatch.apply(patch, to: target)
        case .json(let patch):
            do { return try JSONPatch.apply(patch, to: target) } catch {
                switch error {
                case .malformed(let why): throw .badRequest("error decoding patch: \(why)")
                case .doesNotFit:
                    throw StatusError(
                        422,
                        "Invalid",
                        "the server rejected our request due to an error in our request"
                    )
                case .tooLarge:
                    throw StatusError(
                        413,
                        "RequestEntityTooLarge",
                        "Request entity too large: The allowed maximum operations in a JSON patch is "
                            + "\(JSONPatch.longest)"
                    )
                }
            }
        case .strategic(let patch):
            do { return try StrategicPatch.apply(patch, to: target) } catch {
                throw .badRequest(error.problem)
            }
        case .apply: throw .badRequest("a configuration is applied to whole objects only")
        }
    }
}
