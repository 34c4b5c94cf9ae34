import LabModel

extension Observer {
    /// What the truth of an observation rests on that the engine only models; sorted.
    func modelled(_ observation: Observation, _ subject: CheckSubject) async -> [String] {
        guard let models = room.models else { return [] }
        var found: Set<String> = []
        switch observation {
        case .container(let sight): found.formUnion(await models.ofContainer(sight.id))
        case .compose(let sights):
            for sight in sights { found.formUnion(await models.ofContainer(sight.container.id)) }
        case .image(let sight): found.formUnion(await models.ofImage(sight.id))
        case .connection, .responses:
            let publishers = await publishers(of: subject.port)
            for sight in publishers { found.formUnion(await models.ofContainer(sight.id)) }
            // Whatever was to answer may be what couldn't be built.
            if publishers.isEmpty { found.formUnion(await models.ofFailedBuilds()) }
        case .absent:
            switch subject {
            case .container, .compose, .image: found.formUnion(await models.ofFailedBuilds())
            default: break
            }
        case .volume, .network, .file, .object, .pods, .events, .modelled, .unsupported: break
        }
        return found.sorted()
    }
}

extension CheckSubject {
    fileprivate var port: Int {
        switch self {
        case .tcp(let port), .http(let port, _): Int(port) ?? 0
        default: 0
        }
    }
}
