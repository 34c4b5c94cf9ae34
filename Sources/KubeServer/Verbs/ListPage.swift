import EngineAPI
import KubeAPI

/// A part of a list, and where the next part begins.
///
/// The store keeps no old versions: a list that goes on shows what is there now, after the last object that was shown.
struct ListPage {
    let items: [KubeObject]
    /// The list's `metadata`.
    let metadata: JSON

    /// Takes a page out of a list that is sorted by namespace and name.
    ///
    /// - Throws: ``StatusError`` 400 for a token that isn't one of ours.
    init(_ list: ObjectList, limit: Int?, token: String?, isWhole: Bool) throws(StatusError) {
        var start = 0
        var version = list.resourceVersion
        if let token {
            guard let last = Last(token) else {
                throw .badRequest("continue key is not valid: it isn't one that this server gave")
            }
            version = last.version
            start = Self.index(after: last.key, in: list.items)
        }
        let rest = list.items.count - start
        let count = limit.map { $0 > 0 ? min($0, rest) : rest } ?? rest
        items = Array(list.items[start..<start + count])
        var members = [JSON.Member("resourceVersion", .string(String(version)))]
        if count < rest, let last = items.last {
            members.append(.init("continue", .string(Last(version: version, key: Self.key(last)).token)))
            if isWhole { members.append(.init("remainingItemCount", .int(rest - count))) }
        }
        metadata = .object(members)
    }

    /// The last object of the page before, in a token.
    private struct Last {
        var version: Int
        var key: [String]

        init(version: Int, key: [String]) {
            self.version = version
            self.key = key
        }

        init?(_ token: String) {
            guard token.utf8.count < 4096, let bytes = Base64.decode(token), let json = try? JSON(bytes),
                let parts = json.elements, parts.count == 3, let version = parts[0].integer,
                let namespace = parts[1].text, let name = parts[2].text
            else { return nil }
            self.init(version: version, key: [namespace, name])
        }

        var token: String { JSON.array([.int(version)] + key.map { .string($0) }).base64 }
    }

    private static func key(_ object: KubeObject) -> [String] { [object.namespace ?? "", object.name] }

    private static func index(after key: [String], in items: [KubeObject]) -> Int {
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if key.lexicographicallyPrecedes(Self.key(items[middle])) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}
