/// The name of an image, taken apart: `registry/path:tag` or `registry/path@digest`.
public struct ImageReference: Hashable, Sendable, CustomStringConvertible {
    /// The registry's host, `docker.io` where none is named.
    public var domain: String
    /// With `library/` before it for the hub's own images.
    public var path: String
    public var tag: String?
    public var digest: String?

    public init(domain: String, path: String, tag: String? = nil, digest: String? = nil) {
        self.domain = domain
        self.path = path
        self.tag = tag
        self.digest = digest
    }

    /// Reads a name as `docker` does; nil where it isn't one.
    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= 512 else { return nil }
        let sides = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        if sides.count == 2 {
            guard Self.isDigest(sides[1]) else { return nil }
            digest = String(sides[1])
        }
        var name = sides[0]
        if let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") {
            let found = name[name.index(after: colon)...]
            guard Self.isTag(found) else { return nil }
            tag = String(found)
            name = name[..<colon]
        }
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, parts[0].contains(".") || parts[0].contains(":") || parts[0] == "localhost" {
            guard Self.isDomain(parts[0]) else { return nil }
            domain = parts[0] == "index.docker.io" ? "docker.io" : String(parts[0])
            path = String(parts[1])
        } else {
            domain = "docker.io"
            path = String(name)
        }
        if domain == "docker.io", !path.contains("/") { path = "library/" + path }
        guard path.utf8.count <= 255,
            path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(Self.isComponent)
        else { return nil }
    }

    /// The repository in the form that people write.
    public var familiarName: String {
        guard domain == "docker.io" else { return "\(domain)/\(path)" }
        return path.hasPrefix("library/") ? String(path.dropFirst("library/".count)) : path
    }

    /// The whole in the form that people write; a tag is shown where one was given.
    public var description: String {
        familiarName + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }

    /// The same with the tag `latest` where neither tag nor digest is given.
    public var tagged: ImageReference {
        tag == nil && digest == nil
            ? ImageReference(domain: domain, path: path, tag: "latest") : self
    }

    /// Whether the text is an image's id, or the start of one.
    public static func isID(_ text: some StringProtocol) -> Bool {
        let digits = text.hasPrefix("sha256:") ? text.dropFirst(7) : text[...]
        return !digits.isEmpty && digits.utf8.count <= 64 && digits.utf8.allSatisfy(isLowerHex)
    }

    /// Whether the text is a tag.
    public static func isTag(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 128 else { return false }
        return isWord(first)
            && text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    private static func isDigest(_ text: Substring) -> Bool {
        text.hasPrefix("sha256:") && text.utf8.count == 71 && text.utf8.dropFirst(7).allSatisfy(isLowerHex)
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if sides.count == 2 {
            guard (1...5).contains(sides[1].count), sides[1].allSatisfy(\.isASCIIDigit) else { return false }
        }
        return sides[0].split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }

    /// Lower-case letters and digits in groups, joined by `.`, `_`, `__` or any number of `-`.
    private static func isComponent(_ text: Substring) -> Bool {
        let joints: Set<String> = [".", "_", "__"]
        var joint = ""
        guard let first = text.utf8.first, isLowerAlphanumeric(first) else { return false }
        for byte in text.utf8 {
            if isLowerAlphanumeric(byte) {
                guard joint.isEmpty || joints.contains(joint) || joint.allSatisfy({ $0 == "-" }) else {
                    return false
                }
                joint = ""
            } else {
                joint.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return joint.isEmpty
    }

    private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isLowerHex(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isWord(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == UInt8(ascii: "_") }
}
