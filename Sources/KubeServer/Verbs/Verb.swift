import KubeAPI

/// What a request wants done with objects; roles name them so.
enum Verb: String, Hashable, Sendable {
    case get, list, watch, create, update, patch, delete, deletecollection

    /// The verb of a method on a path.
    ///
    /// - Throws: ``StatusError`` 405 for methods that mean nothing there.
    init(method: String, hasName: Bool, isWatch: Bool) throws(StatusError) {
        switch method {
        case "GET", "HEAD": self = hasName ? .get : isWatch ? .watch : .list
        case "POST": self = .create
        case "PUT" where hasName: self = .update
        case "PATCH" where hasName: self = .patch
        case "DELETE": self = hasName ? .delete : .deletecollection
        default: throw .wrongMethod
        }
    }
}
