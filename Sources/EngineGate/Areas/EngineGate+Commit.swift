public import EngineAPI

extension EngineGate {
    public func commit(_ options: CommitOptions) async throws -> CreatedID {
        let changes = try await LabelChanges.judge(options.changes, session, engine.ping().apiVersion)
        if let labels = options.config?.labels,
            labels.keys.contains(where: { $0.hasPrefix(SessionLabels.reserved) })
        {
            throw EngineError.denied("labels that begin with \(SessionLabels.reserved) are slidectl's own")
        }
        let target = options.repo.isEmpty ? nil : try Self.reference(repo: options.repo, tag: options.tag)
        try await checkImageRoom()
        // The engine would stop the container only if asked to, and anybody could let it go on.
        return try await looking(options.container, mounts: false) { [engine, names] id in
            var judged = options
            judged.container = id
            judged.changes = changes
            let name = target.map(names.engineImage)
            judged.repo = name?.familiarName ?? ""
            judged.tag = name?.tag ?? ""
            return try await engine.commit(judged)
        }
    }
}
