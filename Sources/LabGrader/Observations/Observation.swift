public import EngineAPI

/// What was seen of a check's subject at one moment: as much as its predicates read, and no more.
///
/// An observation is evidence. Its JSON form reads back as the same value, so a verdict can be found again from it.
public enum Observation: Hashable, Sendable {
    /// The engine answered, and there is no such thing.
    case absent
    case container(ContainerSight)
    case image(ImageSight)
    case volume(VolumeSight)
    case network(NetworkSight)
    /// The containers of a compose project or of one of its services; there is at least one.
    case compose([ComposeSight])
    case connection(ConnectionSight)
    case responses(ResponsesSight)
    case file(FileSight)
    /// An object of the cluster, with the pods that belong to it.
    case object(ObjectSight)
    /// The pods that a selector selects, sorted by name.
    case pods([PodSight])
    case events([EventSight])
    /// What is there rests on what the engine only models, such as `go build`.
    case modelled([String])
    /// Nobody can look at such a thing here; the text says why.
    case unsupported(String)
}

extension Observation: JSONCodable {
    private enum Name {
        static let absent = "absent"
        static let container = "container"
        static let image = "image"
        static let volume = "volume"
        static let network = "network"
        static let compose = "compose"
        static let connection = "tcp"
        static let responses = "http"
        static let file = "file"
        static let object = "object"
        static let pods = "pods"
        static let events = "events"
        static let modelled = "modelled"
        static let unsupported = "unsupported"
    }

    /// An object of one member, named for the kind of thing.
    public var json: JSON {
        let (name, value): (String, JSON) =
            switch self {
            case .absent: (Name.absent, .bool(true))
            case .container(let sight): (Name.container, sight.json)
            case .image(let sight): (Name.image, sight.json)
            case .volume(let sight): (Name.volume, sight.json)
            case .network(let sight): (Name.network, sight.json)
            case .compose(let sights): (Name.compose, sights.json)
            case .connection(let sight): (Name.connection, sight.json)
            case .responses(let sight): (Name.responses, sight.json)
            case .file(let sight): (Name.file, sight.json)
            case .object(let sight): (Name.object, sight.json)
            case .pods(let sights): (Name.pods, sights.json)
            case .events(let sights): (Name.events, sights.json)
            case .modelled(let what): (Name.modelled, what.json)
            case .unsupported(let reason): (Name.unsupported, .string(reason))
            }
        return .object([.init(name, value)])
    }

    public init(json: JSON) throws(JSONError) {
        guard let member = json.members?.first, json.members?.count == 1 else {
            throw JSONError("must be an object of one member")
        }
        switch member.name {
        case Name.absent: self = .absent
        case Name.container: self = .container(try ContainerSight(json: member.value))
        case Name.image: self = .image(try ImageSight(json: member.value))
        case Name.volume: self = .volume(try VolumeSight(json: member.value))
        case Name.network: self = .network(try NetworkSight(json: member.value))
        case Name.compose: self = .compose(try [ComposeSight](json: member.value))
        case Name.connection: self = .connection(try ConnectionSight(json: member.value))
        case Name.responses: self = .responses(try ResponsesSight(json: member.value))
        case Name.file: self = .file(try FileSight(json: member.value))
        case Name.object: self = .object(try ObjectSight(json: member.value))
        case Name.pods: self = .pods(try [PodSight](json: member.value))
        case Name.events: self = .events(try [EventSight](json: member.value))
        case Name.modelled: self = .modelled(try [String](json: member.value))
        case Name.unsupported: self = .unsupported(try String(json: member.value))
        default: throw JSONError("'\(member.name)' is no observation")
        }
    }
}
