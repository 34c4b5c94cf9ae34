// Lets `switch` and `==` name a byte by its ASCII character: `case "a":`.

@inline(__always)
func ~= (pattern: Unicode.Scalar, byte: UInt8) -> Bool {
    pattern.value == UInt32(byte)
}

@inline(__always)
func ~= (pattern: ClosedRange<Unicode.Scalar>, byte: UInt8) -> Bool {
    pattern.lowerBound.value <= UInt32(byte) && UInt32(byte) <= pattern.upperBound.value
}

@inline(__always)
func == (byte: UInt8, scalar: Unicode.Scalar) -> Bool {
    UInt32(byte) == scalar.value
}

@inline(__always)
func != (byte: UInt8, scalar: Unicode.Scalar) -> Bool {
    UInt32(byte) != scalar.value
}

extension UInt8 {
    var isDigit: Bool {
        @inline(__always) get { self &- 0x30 < 10 }
    }

    var isLetter: Bool {
        @inline(__always) get { (self | 0x20) &- 0x61 < 26 }
    }

    /// A letter, `_` or a byte of a character outside ASCII.
    var startsWord: Bool {
        @inline(__always) get { isLetter || self == 0x5F || self >= 0x80 }
    }

    /// A letter, a digit, `_` or a byte of a character outside ASCII.
    var isWord: Bool {
        @inline(__always) get { startsWord || isDigit }
    }

    /// A space or a tab.
    var isBlank: Bool {
        @inline(__always) get { self == 0x20 || self == 0x09 }
    }

    /// A space, a tab or an end of line.
    var isSpace: Bool {
        @inline(__always) get { isBlank || self == 0x0A || self == 0x0D }
    }

    var lowercased: UInt8 {
        @inline(__always) get { self &- 0x41 < 26 ? self | 0x20 : self }
    }
}
