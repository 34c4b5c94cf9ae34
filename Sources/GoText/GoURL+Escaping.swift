/// The parts of an address, which differ in the characters that must be written as `%XX`.
enum GoURLPart {
    case path, fragment, user, host, zone
}

extension UInt8 {
    /// Whether the byte is a letter, a digit or one of `-_.~`, which no part of an address escapes.
    var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// Whether Go writes the byte as `%XX` in a part of an address.
    func needsEscape(in part: GoURLPart) -> Bool {
        if isUnreserved { return false }
        let plain: StaticString =
            switch part {
            case .path: "$&+,/:;=@"
            case .fragment: "$&+,/:;=?@!()*"
            case .user: "$&+,;="
            case .host, .zone: #"!$&'()*+,;=:[]<>""#
            }
        return !plain.contains(self)
    }

    /// Whether Go leaves the byte alone in a path or fragment that is already escaped.
    func isValid(inEscaped part: GoURLPart) -> Bool {
        ("!$&'()*+,;=:@[]%" as StaticString).contains(self) || !needsEscape(in: part)
    }

    fileprivate var hexValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension StaticString {
    fileprivate func contains(_ byte: UInt8) -> Bool { withUTF8Buffer { $0.contains(byte) } }
}

extension [UInt8] {
    /// The bytes with `%XX`, in capitals, for what the part doesn't take as it is.
    func escaped(_ part: GoURLPart) -> [UInt8] {
        guard contains(where: { $0.needsEscape(in: part) }) else { return self }
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in self {
            if byte.needsEscape(in: part) {
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                out.append(byte)
            }
        }
        return out
    }
}

extension ArraySlice<UInt8> {
    /// The bytes with each `%XX` replaced by what it stands for.
    func unescaped(_ part: GoURLPart) throws(GoURLReason) -> [UInt8] {
        let isHost = part == .host || part == .zone
        var out: [UInt8] = []
        out.reserveCapacity(count)
        var index = startIndex
        while index < endIndex {
            let byte = self[index]
            guard byte == UInt8(ascii: "%") else {
                if isHost, byte < 0x80, byte.needsEscape(in: part) { throw .invalidHostCharacter(byte) }
                out.append(byte)
                index += 1
                continue
            }
            let escape = self[index...].prefix(3)
            guard escape.count == 3, let high = self[index + 1].hexValue, let low = self[index + 2].hexValue
            else {
                throw .invalidEscape(escape)
            }
            let value = high << 4 | low
            // In a host an escape may only stand for a byte that can't be written; "%25" begins an IPv6 zone.
            if isHost, value != UInt8(ascii: "%") {
                let isAllowed = part == .host ? value >= 0x80 : value == 0x20 || !value.needsEscape(in: .host)
                if !isAllowed { throw .invalidEscape(escape) }
            }
            out.append(value)
            index += 3
        }
        return out
    }
}
