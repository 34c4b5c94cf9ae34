import Synchronization

/// Lists of files' endings with their types: long ones, and nearly all servers of a cluster have the same one.
enum NginxTypes {
    /// As many lists as are kept to be shared.
    private static let most = 8

    private static let known = Mutex<[[String: String]]>([])

    /// The list, as one that another server read before where that says the same.
    static func shared(_ types: [String: String]) -> [String: String] {
        known.withLock { known in
            if let same = known.first(where: { $0 == types }) { return same }
            if known.count == most { known.removeFirst() }
            known.append(types)
            return types
        }
    }
}
