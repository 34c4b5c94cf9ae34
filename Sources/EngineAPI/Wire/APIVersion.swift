/// A version of the Engine API.
public struct APIVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    public var major: Int
    public var minor: Int

    public init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads `1.41`; an engine's own parser is laxer, and what no client writes is refused here.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ (1...4).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) }),
            parts.allSatisfy({ $0 == "0" || $0.first != "0" }), let major = Int(parts[0]),
            let minor = Int(parts[1])
        else { return nil }
        self.init(major, minor)
    }

    public static func < (left: APIVersion, right: APIVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    public var description: String { "\(major).\(minor)" }

    /// The oldest version that is spoken.
    public static let oldest = APIVersion(1, 41)
    /// The newest version that is spoken.
    public static let newest = APIVersion(1, 51)
}

extension Character {
    /// Whether the character is one of 0 to 9.
    var isASCIIDigit: Bool { isASCII && isNumber }
}
