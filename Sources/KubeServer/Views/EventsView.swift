import EngineAPI
import KubeAPI

/// `events.k8s.io/v1`: the events of the core group by newer names.
enum EventsView {
    /// Names of the core group with those of `events.k8s.io`.
    private static let names: [(core: String, new: String)] = [
        ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
    ]

    static func shown(_ object: KubeObject) -> KubeObject {
        rename(object, to: "events.k8s.io/v1") { name in names.first { $0.core == name }?.new }
    }

    static func stored(_ object: KubeObject) -> KubeObject {
        rename(object, to: "v1") { name in names.first { $0.new == name }?.core }
    }

    private static func rename(
        _ object: KubeObject,
        to apiVersion: String,
        _ name: (String) -> String?
    ) -> KubeObject {
        var members = object.json.members ?? []
        for index in members.indices {
            if members[index].name == "apiVersion" { members[index].value = .string(apiVersion) }
            if let new = name(members[index].name) { members[index].name = new }
        }
        return KubeObject(.object(members))
    }
}
