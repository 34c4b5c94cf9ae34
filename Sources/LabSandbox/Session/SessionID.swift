/// Ids of sessions: short enough to type, and never given twice.
enum SessionID {
    private static let characters = Array("abcdefghijkmnpqrstuvwxyz23456789")

    /// A new id: a letter, then letters and digits that can't be mistaken for each other.
    static func make() -> String {
        String((0..<8).map { index in characters[Int.random(in: 0..<(index == 0 ? 24 : characters.count))] })
    }
}

/// The loopback addresses of sessions: one each from 127.64.0.0/10, so that all may publish the same port.
enum LoopbackAddress {
    /// An address that no session of the journal has.
    static func free(beside taken: Set<String>) -> String {
        while true {
            let address =
                "127.\(UInt8.random(in: 64...127)).\(UInt8.random(in: 0...255)).\(UInt8.random(in: 1...254))"
            if !taken.contains(address) { return address }
        }
    }
}
