public import EngineAPI

/// Something that happened to an object, before it is an `Event`.
public struct EventNote: Hashable, Sendable {
    /// As `involvedObject` refers to it.
    public var object: JSON
    public var severity: EventRecorder.Severity
    /// In one word: `Scheduled`, `BackOff`.
    public var reason: String
    public var message: String
    /// What was done, for the scheduler's events.
    public var action: String
    /// Who tells it, where it isn't the recorder's own component.
    public var source: EventRecorder.Source?

    public init(
        object: JSON,
        severity: EventRecorder.Severity,
        reason: String,
        message: String,
        action: String = "",
        source: EventRecorder.Source? = nil
    ) {
        self.object = object
        self.severity = severity
        self.reason = reason
        self.message = message
        self.action = action
        self.source = source
    }

    /// Where the event is stored: with its object, or in `default` for what lies in no namespace.
    var namespace: String { object["namespace"]?.text ?? "default" }

    /// How an event refers to an object.
    public static func reference(to object: KubeObject, field: String? = nil) -> JSON {
        .of([
            "kind": object.kind.json, "namespace": object.namespace?.json, "name": object.name.json,
            "uid": object.uid.json, "apiVersion": object.apiVersion.json,
            "resourceVersion": object["metadata", "resourceVersion"], "fieldPath": field?.json,
        ])
    }
}
