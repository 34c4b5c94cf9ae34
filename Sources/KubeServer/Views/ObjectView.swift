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

    /// A configuration to apply in the words in which it is stored; other patches are applied in this view's words.
    func stored(_ patch: ObjectPatch) -> ObjectPatch {
        guard case .apply(let config) = patch else { return patch }
        return .apply(stored(KubeObject(config)).json)
    }

    /// An object in the words in which it is stored.
    func stored(_ object: KubeObject) -> KubeObject {
        switch self {
        case .autoscalingV1: AutoscalingView.stored(object)
        case .events: EventsView.stored(object)
        }
    }
}
