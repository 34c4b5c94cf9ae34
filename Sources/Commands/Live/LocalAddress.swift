import SystemPackage

/// Addresses in decks that lead to files of the course.
enum LocalAddress {
    /// The path from the root that an address in a deck of a folder leads to.
    ///
    /// The folder is named from the root. Nil where the address leads elsewhere or out of the root.
    static func path(_ address: String, from folder: FilePath) -> FilePath? {
        let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
        let path = address[..<end]
        guard !path.isEmpty, !path.hasPrefix("//"), !hasScheme(path), let decoded = percentDecoded(path)
        else { return nil }
        let isFromRoot = decoded.hasPrefix("/")
        let joined = isFromRoot ? decoded : "/" + folder.appending(FilePath(decoded).components).string
        var components: [FilePath.Component] = []
        for component in FilePath(joined).components {
            switch component.kind {
            case .currentDirectory: continue
            case .parentDirectory:
                guard components.popLast() != nil else { return nil }
            case .regular: components.append(component)
            }
        }
        return FilePath(root: nil, components)
    }

    /// The query and the fragment of an address, with their marks.
    static func ending(_ address: String) -> Substring {
        address[(address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex)...]
    }

    private static func hasScheme(_ address: Substring) -> Bool {
        guard let colon = address.firstIndex(of: ":") else { return false }
        return !address[..<colon].contains("/")
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
                rest.count >= 2
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }
}

extension String {
    /// The text as one part of a URL's path.
    var percentEncodedForPath: String { percentEncoded(keeping: "-._~!$'()*,;=:@+") }

    /// The text as a value of a URL's query.
    var percentEncodedForQuery: String { percentEncoded(keeping: "-._~/") }

    private func percentEncoded(keeping marks: String) -> String {
        utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isKept = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            if isKept || marks.unicodeScalars.contains(scalar) { return String(scalar) }
            return "%" + String(byte >> 4, radix: 16, uppercase: true)
                + String(byte & 15, radix: 16, uppercase: true)
        }.joined()
    }
}
