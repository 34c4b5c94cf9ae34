import EngineAPI
import KubeAPI

/// Another look at stored objects: the same thing in the words of another version.
enum ObjectView: Hashable, Sendable {
    /// `autoscaling/v1`, which knows only one target for processors.
    case autoscalingV1
    /// `events.k8s.io/v1`.
    case events

    /// A stored object in this view's words.
    func shown(_ object: KubeObject) -> KubeObject {
        switch self {
        case .autoscalingV1: AutoscalingView.shown(object)
        case .events: EventsView.shown(object)
        }
    }

    /// An object in the words in which it is stored.
    func stored(_ object: KubeObject) -> KubeObject {
        switch self {
        case .autoscalingV1: AutoscalingView.stored(object)
        case .events: EventsView.stored(object)
        }
    }
}
