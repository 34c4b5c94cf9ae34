import EngineAPI

/// A student's filters on events, applied to what he may see.
struct EventFilter: Sendable {
    private let filters: Filters

    init(_ filters: Filters) { self.filters = filters }

    func matches(_ event: EngineEvent) -> Bool {
        let attributes = event.actor.attributes
        guard filters.matchExactly("type", event.type), filters.matchExactly("scope", event.scope ?? "local"),
            filters.matchLabels(attributes)
        else { return false }
        if filters.contains("event") {
            // `exec_create: sh -c …` is asked for as `exec_create`.
            let word = String(event.action.prefix { $0 != ":" })
            guard filters["event"].contains(where: { $0 == event.action || $0 == word }) else { return false }
        }
        return isAbout(event, "container", [event.actor.id, attributes["name"] ?? ""])
            && isAbout(event, "network", [event.actor.id, attributes["name"] ?? ""])
            && isAbout(event, "volume", [event.actor.id])
            && matchesImage(event)
    }

    private func isAbout(_ event: EngineEvent, _ key: String, _ values: [String]) -> Bool {
        guard filters.contains(key) else { return true }
        return event.type == key
            && filters[key].contains { wanted in
                values.contains {
                    $0 == wanted || key == "container" && wanted.count >= 12 && $0.hasPrefix(wanted)
                }
            }
    }

    private func matchesImage(_ event: EngineEvent) -> Bool {
        guard filters.contains("image") else { return true }
        let values = [
            event.actor.id, event.actor.attributes["image"] ?? "", event.actor.attributes["name"] ?? "",
        ]
        let bare = values.map { value in String(value.prefix { $0 != ":" }) }
        return filters["image"].contains { values.contains($0) || bare.contains($0) }
    }
}
