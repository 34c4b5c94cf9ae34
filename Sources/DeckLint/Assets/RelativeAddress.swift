import GoText

/// An address that means a file of the course.
struct RelativeAddress {
    /// The path: decoded, without query and fragment, and without the slash that it may begin with.
    let path: String
    /// Whether the path begins at the course's root.
    let isFromRoot: Bool

    /// Reads an address; nil where it has a scheme, names a host, or means the page itself.
    init?(_ url: String) {
        let bytes = Array(url.utf8)[...]
        let path = bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        guard !path.isEmpty, !path.starts(with: "//".utf8), !Self.hasScheme(path) else { return nil }
        isFromRoot = path.first == UInt8(ascii: "/")
        self.path = GoText.decode(Self.decoded(isFromRoot ? path.dropFirst() : path))
    }

    private static func hasScheme(_ path: ArraySlice<UInt8>) -> Bool {
        guard let colon = path.firstIndex(of: UInt8(ascii: ":")) else { return false }
        return !path[..<colon].contains(UInt8(ascii: "/"))
    }

    /// Replaces `%41` by `A`; what is no such escape stays.
    private static func decoded(_ path: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var rest = path
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = rest.first?.hexValue,
                let low = rest.dropFirst().first?.hexValue
            {
                out.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return out
    }
}

extension UInt8 {
    fileprivate var hexValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
