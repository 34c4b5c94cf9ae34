/// The path of a request, decoded and known to name nothing but a place below the root.
struct RequestPath: Hashable {
    /// Why a path is refused.
    enum Refusal: Error, Hashable {
        /// It isn't a path, or tries to be another than it looks.
        case malformed
        /// It names a file or folder that starts with a dot, or the private part of labs.
        case hidden
    }

    /// The names from the root down, each free of separators.
    var components: [String]
    /// Whether it ends in a slash, as addresses of folders do.
    var isFolderForm: Bool

    /// The path from the root, without a slash in front; empty for the root itself.
    var relative: String { components.joined(separator: "/") }

    /// Decodes the path of a request target; what follows `?` or `#` doesn't belong to it.
    ///
    /// Nothing is resolved: a path with `..`, an encoded separator, a NUL or bytes that aren't UTF-8 is refused whole.
    init(_ target: some StringProtocol) throws(Refusal) {
        let bytes = Array(target.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        guard bytes.first == UInt8(ascii: "/"), bytes.count <= 4096 else { throw .malformed }
        isFolderForm = bytes.last == UInt8(ascii: "/")
        components = []
        var isHidden = false
        // Doubled slashes count as one: no address of ours has them, and no file can be reached by them that
        // couldn't be without.
        for part in bytes.split(separator: UInt8(ascii: "/")) {
            let name = try Self.decode(part)
            guard name != ".", name != ".." else { throw .malformed }
            if name.hasPrefix(".") || name.lowercased().hasSuffix(".lab.yaml") { isHidden = true }
            components.append(name)
        }
        if isHidden && components.first != Self.ownFolder { throw .hidden }
    }

    /// The folder of addresses that are the server's own.
    static let ownFolder = ".slidectl"

    private static func decode(_ part: ArraySlice<UInt8>) throws(Refusal) -> String {
        var name: [UInt8] = []
        var rest = part
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard let high = rest.popFirst().flatMap(hexValue),
                    let low = rest.popFirst().flatMap(hexValue)
                else { throw .malformed }
                name.append(high << 4 | low)
            } else {
                name.append(byte)
            }
        }
        let isPlain = name.allSatisfy {
            $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\")
        }
        guard isPlain, name.count <= 255, let text = String(validating: name, as: UTF8.self) else {
            throw .malformed
        }
        return text
    }

    /// Returns a query's value, decoded; nil where it's absent or malformed.
    static func queryValue(_ name: String, in target: some StringProtocol) -> String? {
        let query = target.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst()
        for pair in query.split(separator: UInt8(ascii: "&")) {
            let sides = pair.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard sides.count == 2, sides[0].elementsEqual(name.utf8) else { continue }
            return decodeQuery(Array(sides[1])[...])
        }
        return nil
    }

    private static func decodeQuery(_ value: ArraySlice<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var rest = value
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue)
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The address of a path from the root, escaped.
    static func address(of components: [String], isFolder: Bool = false) -> String {
        let names = components.map { "/" + escaped($0) }.joined()
        return names.isEmpty ? "/" : isFolder ? names + "/" : names
    }

    private static func escaped(_ name: String) -> String {
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        var text = ""
        for byte in name.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isLetter = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            if byte < 0x80 && (isLetter || "-._~!$&'()*+,;=:@".unicodeScalars.contains(scalar)) {
                text.unicodeScalars.append(scalar)
            } else {
                text.unicodeScalars.append(contentsOf: ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return text
    }
}
