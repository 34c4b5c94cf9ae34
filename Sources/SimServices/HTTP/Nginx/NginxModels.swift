import Synchronization

/// What servers read out of their configurations: nearly all of a cluster's have the same one.
enum NginxModels {
    /// As many models as are kept to be shared.
    private static let most = 8

    private static let known = Mutex<[NginxModel]>([])

    /// The model, as one that another server read before where both say the same.
    static func shared(_ model: NginxModel) -> NginxModel {
        known.withLock { known in
            if let same = known.first(where: { $0 == model }) { return same }
            if known.count == most { known.removeFirst() }
            known.append(model)
            return model
        }
    }
}
