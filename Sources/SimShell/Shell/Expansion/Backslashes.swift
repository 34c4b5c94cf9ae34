/// Backslash sequences, as `echo -e`, `printf` and `$'…'` know them.
enum Backslashes {
    enum Style {
        /// `echo -e`: octal numbers begin with a 0.
        case echo
        /// `printf`'s format, where `%b` is as `echo`.
        case printf
        case dollar
    }

    /// The bytes, and whether a `\c` ended them.
    static func expanded(_ text: [UInt8], style: Style) -> (bytes: [UInt8], isCut: Bool) {
        var out: [UInt8] = []
        var at = 0
        while at < text.count {
            guard text[at] == UInt8(ascii: "\\"), at + 1 < text.count else {
                out.append(text[at])
                at += 1
                continue
            }
            let next = text[at + 1]
            at += 2
            switch next {
            case UInt8(ascii: "a"): out.append(7)
            case UInt8(ascii: "b"): out.append(8)
            case UInt8(ascii: "e"), UInt8(ascii: "E"): out.append(27)
            case UInt8(ascii: "f"): out.append(12)
            case UInt8(ascii: "n"): out.append(10)
            case UInt8(ascii: "r"): out.append(13)
            case UInt8(ascii: "t"): out.append(9)
            case UInt8(ascii: "v"): out.append(11)
            case UInt8(ascii: "\\"): out.append(next)
            case UInt8(ascii: "'") where style == .dollar, UInt8(ascii: "\"") where style != .echo:
                out.append(next)
            case UInt8(ascii: "c") where style != .dollar: return (out, true)
            case UInt8(ascii: "x"):
                let digits = text[at...].prefix(2).prefix { hex($0) != nil }
                if digits.isEmpty { out += [UInt8(ascii: "\\"), next] }
                if !digits.isEmpty { out.append(digits.reduce(0) { $0 << 4 | (hex($1) ?? 0) }) }
                at += digits.count
            case UInt8(ascii: "0")...UInt8(ascii: "7"):
                // After \0 `echo` takes three more digits.
                let most = style == .dollar || next != UInt8(ascii: "0") || style == .printf ? 2 : 3
                let digits = text[at...].prefix(most).prefix { (48...55).contains($0) }
                var value = Int(next - 48)
                for digit in digits { value = value * 8 + Int(digit - 48) }
                at += digits.count
                out.append(UInt8(truncatingIfNeeded: value))
            default: out += [UInt8(ascii: "\\"), next]
            }
        }
        return (out, false)
    }

    static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
