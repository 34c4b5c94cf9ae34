/// The labels by which the gate knows what belongs to whom; only the gate sets them.
enum SessionLabels {
    /// What no student's label may begin with.
    static let reserved = "dev.slidectl."
    static let session = "dev.slidectl.session"
    static let owner = "dev.slidectl.owner"
    /// A note on a volume that an image or a client asked for without a name.
    static let anonymous = "dev.slidectl.anonymous"
    /// The ports as the student asked for them.
    static let ports = "dev.slidectl.ports"
    /// A note that every port of the image is published.
    static let publishAll = "dev.slidectl.publish-all"
    /// The image as the student wrote it.
    static let image = "dev.slidectl.image"
    /// How the student asked for logs to be kept.
    static let log = "dev.slidectl.log"
    /// The mounts as the student asked for them.
    static let binds = "dev.slidectl.binds"

    /// The student's labels without what is reserved, and with ours.
    static func stamped(_ labels: [String: String]?, _ session: GateSession) -> [String: String] {
        var stamped = visible(labels) ?? [:]
        stamped[self.session] = session.id
        if !session.owner.isEmpty { stamped[owner] = session.owner }
        return stamped
    }

    /// The labels that a student gets to see.
    static func visible(_ labels: [String: String]?) -> [String: String]? {
        labels?.filter { !$0.key.hasPrefix(reserved) }
    }
}
