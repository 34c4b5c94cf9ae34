/// One piece of what goes between a program and a terminal, either way.
package enum TerminalSequence: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    /// A control character, DEL included.
    case control(UInt8)
    /// ESC and what follows, such as `ESC 7`.
    case escape(intermediates: [UInt8], final: UInt8)
    case csi(ControlSequence)
    case string(StringKind, [UInt8])

    /// What a string is for.
    package enum StringKind: Hashable, Sendable {
        /// An operating system command: titles, colours, links.
        case osc
        /// A device control string: sixel pictures, answers about the version.
        case dcs
        /// An application program command: kitty's pictures.
        case apc
    }
}

/// A control sequence: `ESC [`, parameters, a final byte.
package struct ControlSequence: Hashable, Sendable {
    /// One of `<`, `=`, `>`, `?` in front; 0 without.
    package var prefix: UInt8 = 0
    /// The parameters with their subparameters; nil where one is left out.
    package var parameters: [[Int?]] = []
    var intermediates: [UInt8] = []
    package var final: UInt8 = 0

    /// A parameter, or what it is where it is left out.
    package func parameter(_ index: Int, default value: Int = 0) -> Int {
        guard index < parameters.count, let number = parameters[index].first ?? nil else { return value }
        return number
    }

    /// A subparameter.
    func subparameter(_ index: Int, _ sub: Int) -> Int? {
        guard index < parameters.count, sub < parameters[index].count else { return nil }
        return parameters[index][sub]
    }

    /// Reads what stands between `ESC [` and the final byte.
    init(_ body: [UInt8], final: UInt8) {
        self.final = final
        var body = body[...]
        if let first = body.first, (0x3C...0x3F).contains(first) {
            prefix = first
            body.removeFirst()
        }
        var isEmpty = true
        var current: [Int?] = [nil]
        for byte in body {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let number = (current[current.count - 1] ?? 0) * 10 + Int(byte - 0x30)
                // Nobody means more; a bound keeps sums of them from overflowing.
                current[current.count - 1] = min(number, 1_000_000)
                isEmpty = false
            case UInt8(ascii: ":"):
                current.append(nil)
                isEmpty = false
            case UInt8(ascii: ";"):
                parameters.append(current)
                current = [nil]
                isEmpty = false
            default: intermediates.append(byte)
            }
        }
        if !isEmpty { parameters.append(current) }
    }
}
