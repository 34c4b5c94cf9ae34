public import EngineAPI

extension EngineGate {
    /// The session's events; the engine's own filters know nothing of whose a network or a volume is.
    public func events(_ query: EventQuery) async throws -> EngineStream<EngineEvent> {
        try counters.take(.eventStreams, atMost: settings.quotas.eventStreams)
        var upstream = EventQuery()
        upstream.since = query.since
        upstream.until = query.until
        upstream.filters = Filters(["type": ["container", "image", "network", "volume"]])
        let stream: EngineStream<EngineEvent>
        do { stream = try await engine.events(upstream) } catch {
            counters.give(.eventStreams)
            throw error
        }
        let filter = EventFilter(query.filters)
        let ours = HoldEvents(holds)
        return stream.compactMap { [self] event in
            guard !ours.contains(event), let own = eventView(event), filter.matches(own) else { return nil }
            return own
        }.onEnd { [self] in counters.give(.eventStreams) }
    }

    /// An event of the session's in the student's names; nil for everybody else's.
    func eventView(_ event: EngineEvent) -> EngineEvent? {
        let attributes = event.actor.attributes
        switch event.type {
        case "container":
            guard attributes[SessionLabels.session] == session.id else { return nil }
            // A builder's containers, which bear no notes of ours, are limited by us.
            guard event.action != "update" || attributes[SessionLabels.image] != nil else { return nil }
        case "network":
            let isOwn = attributes["name"].map { names.viewName($0) != nil } ?? false
            guard isOwn, isOwnContainer(attributes["container"]) else { return nil }
        case "volume":
            let isNamed = names.viewName(event.actor.id) != nil
            guard isNamed || isOwnContainer(attributes["container"], orNone: false) else { return nil }
        case "image":
            guard ownsImage([event.actor.id, attributes["name"] ?? ""], attributes) else { return nil }
        default: return nil
        }
        return event.with {
            $0.id = event.id.map(names.text)
            $0.from = event.from.map(names.text)
            $0.status = event.status.map(names.text)
            $0.actor.id =
                event.type == "volume" || event.type == "image" ? names.text(event.actor.id) : event.actor.id
            $0.actor.attributes = (SessionLabels.visible(attributes) ?? [:]).mapValues(names.text)
            if let typed = attributes[SessionLabels.image],
                attributes["image"].flatMap(names.viewImage) != nil
            {
                $0.actor.attributes["image"] = typed
                $0.from = event.from.map { _ in typed }
            }
        }
    }

    private func isOwnContainer(_ id: String?, orNone: Bool = true) -> Bool {
        guard let id, !id.isEmpty else { return orNone }
        return containers.name(of: id) != nil
    }
}
