/// The addresses of sessions' networks: a block for each, because an engine has room for some thirty of its own choice.
struct NetworkPool: Sendable {
    /// Addresses of one network: 254 containers are more than a session may have.
    static let prefix = 24

    private let range: AddressRange
    private let taken: [AddressRange]

    /// Makes a pool of a range without the ranges that are taken; nil where the range isn't one.
    init?(_ range: String, taken: [String]) {
        guard let range = AddressRange(range), range.prefix <= Self.prefix else { return nil }
        self.range = range
        self.taken = taken.compactMap(AddressRange.init)
    }

    /// How many networks have room in it.
    var count: Int { 1 << (Self.prefix - range.prefix) }

    /// Blocks that are free, the ones to try first in front; two sessions begin at different places.
    func free(for session: String) -> some Sequence<AddressRange> {
        let count = count
        let start = Int(Self.hash(session) % UInt32(count))
        return (0..<count).lazy.compactMap { range.part((start + $0) % count, prefix: Self.prefix) }.filter {
            block in !taken.contains { $0.overlaps(block) }
        }
    }

    /// FNV-1a: the same on each run, unlike Swift's own.
    private static func hash(_ text: String) -> UInt32 {
        text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}

extension GateSettings {
    /// Whether a text is a range that networks can be given parts of.
    public static func isNetworkPool(_ text: String) -> Bool { NetworkPool(text, taken: []) != nil }
}
