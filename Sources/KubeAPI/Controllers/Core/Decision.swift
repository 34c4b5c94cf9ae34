import EngineAPI

/// What a controller wants done.
enum Write: Hashable, Sendable {
    case create(Shelf, KubeObject, Telling? = nil)
    /// Makes objects in bursts of 1, 2, 4, 8 …: where the first fails, the rest is spared.
    case createInBursts(Shelf, [KubeObject], Telling?)
    /// Replaces an object (metadata and spec), if it is as it was read.
    case update(Shelf, KubeObject, Telling? = nil)
    /// Replaces a part that has an entrance of its own: `status`, `finalize`.
    case updatePart(Shelf, KubeObject, part: String)
    case delete(Shelf, ObjectKey, DeleteOptions, Telling? = nil)
    /// Deletes all of a type in a namespace.
    case deleteAll(ResourceType, namespace: String)
    case tell(EventNote)
    /// Deletes an object if its owners are really gone, or takes those that are gone off it.
    case collect(Shelf, KubeObject, missing: [OwnerReference])

    static func status(_ shelf: Shelf, _ object: KubeObject) -> Write {
        .updatePart(shelf, object, part: "status")
    }
}

/// The event that tells of a write; `{name}` stands for the object's name, `{error}` for what went wrong.
struct Telling: Hashable, Sendable {
    var done: EventNote?
    var failed: EventNote?

    /// Tells on an owner: `Created pod: {name}`.
    init(
        _ owner: KubeObject,
        _ reason: String,
        _ message: String,
        failed failedReason: String? = nil,
        _ failedMessage: String = "",
    ) {
        let reference = EventNote.reference(to: owner)
        done = EventNote(object: reference, severity: .normal, reason: reason, message: message)
        failed = failedReason.map {
            EventNote(object: reference, severity: .warning, reason: $0, message: failedMessage)
        }
    }
}

/// What a look at an object led to.
struct Decision: Hashable, Sendable {
    /// To be done in this order; what follows a failure isn't.
    var writes: [Write]
    /// When to look again though nothing changes.
    var lookAgain: KubeTime?

    init(_ writes: [Write] = [], lookAgain: KubeTime? = nil) {
        self.writes = writes
        self.lookAgain = lookAgain
    }

    static let nothing = Decision()

    /// Asks for a look at a moment, or earlier.
    mutating func look(at moment: KubeTime?) {
        guard let moment else { return }
        lookAgain = lookAgain.map { min($0, moment) } ?? moment
    }
}
