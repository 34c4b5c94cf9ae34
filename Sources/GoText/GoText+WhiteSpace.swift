extension GoText {
    /// Removes white space at both ends.
    public static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        trimmedEnd(trimmedStart(bytes))
    }

    /// Removes white space at the start.
    public static func trimmedStart(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes[(bytes.firstIndex { !isASCIIWhite($0) } ?? bytes.endIndex)...]
        guard let lead = rest.first, lead >= 0x80 else { return rest }
        while let width = whiteWidth(rest) { rest = rest.dropFirst(width) }
        return rest
    }

    /// Removes white space at the end.
    public static func trimmedEnd(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes
        while let last = rest.last {
            if last < 0x80 {
                guard isASCIIWhite(last) else { return rest }
                rest = rest.dropLast()
            } else if let width = [2, 3].first(where: {
                $0 <= rest.count && whiteWidth(rest.suffix($0)) == $0
            }) {
                rest = rest.dropLast(width)
            } else {
                return rest
            }
        }
        return rest
    }

    /// The white space at the start.
    public static func leadingWhite(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        bytes[..<trimmedStart(bytes).startIndex]
    }

    /// Whether there is nothing but white space; true for an empty text.
    public static func isWhite(_ bytes: ArraySlice<UInt8>) -> Bool {
        // Most lines are told by their first byte.
        if let first = bytes.first, first > UInt8(ascii: " "), first < 0x80 { return false }
        return trimmedStart(bytes).isEmpty
    }

    /// Splits at runs of white space; there are no empty fields.
    public static func fields(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var fields: [ArraySlice<UInt8>] = []
        var rest = trimmedStart(bytes)
        while !rest.isEmpty {
            var end = rest.startIndex
            while end < rest.endIndex, whiteWidth(rest[end...]) == nil { end += 1 }
            fields.append(rest[..<end])
            rest = trimmedStart(rest[end...])
        }
        return fields
    }

    /// The length of the white-space character that the text begins with, nil for another one or none.
    private static func whiteWidth(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let lead = bytes.first else { return nil }
        if lead < 0x80 { return isASCIIWhite(lead) ? 1 : nil }
        let start = bytes.startIndex
        // Few bytes begin a white-space character, so most of Unicode is decided by its first byte.
        switch lead {
        case 0xC2:
            return bytes.count > 1 && (bytes[start + 1] == 0x85 || bytes[start + 1] == 0xA0) ? 2 : nil
        case 0xE1, 0xE2, 0xE3:
            guard bytes.count > 2 else { return nil }
            switch (lead, bytes[start + 1], bytes[start + 2]) {
            case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9),
                (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
                return 3
            default: return nil
            }
        default: return nil
        }
    }

    private static func isASCIIWhite(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
    }
}
