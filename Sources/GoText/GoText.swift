/// How Go reads bytes as text: what its `unicode`, `strings`, `strconv`, `net/url` and `regexp` packages do.
///
/// The deck format is defined by a program written in Go, so its corners are Go's corners. This target holds
/// them in one place and knows nothing of decks.
///
///     GoText.decode([0x61, 0xFF])          // "a\u{FFFD}"
///     GoText.quoted("a\tb".utf8)           // #""a\tb""#
public enum GoText {
    /// Decodes UTF-8; each byte that belongs to no character becomes one U+FFFD.
    ///
    /// Swift's own decoding makes one U+FFFD of several such bytes where they look like one torn character.
    public static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.withUnsafeBytes { buffer in
            guard firstInvalidByte(buffer) != nil else { return String(decoding: buffer, as: UTF8.self) }
            var repaired: [UInt8] = []
            repaired.reserveCapacity(buffer.count + 16)
            forEachScalar(buffer) { bytes, scalar in
                if scalar == nil { repaired += replacement } else { repaired += bytes }
            }
            return String(decoding: repaired, as: UTF8.self)
        }
    }

    /// Decodes UTF-8; each byte that belongs to no character becomes one U+FFFD.
    public static func decode(_ bytes: [UInt8]) -> String { decode(bytes[...]) }

    /// Finds the first byte that belongs to no UTF-8 character.
    ///
    /// - Returns: The byte's index, or nil where all of the text is valid.
    public static func firstInvalidByte(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.withUnsafeBytes { firstInvalidByte($0) }.map { bytes.startIndex + $0 }
    }

    /// Finds the first byte that belongs to no UTF-8 character.
    public static func firstInvalidByte(_ bytes: [UInt8]) -> Int? { firstInvalidByte(bytes[...]) }

    private static func firstInvalidByte(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var index = 0
        while index < bytes.count {
            if index + 8 <= bytes.count,
                bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index += 8
                continue
            }
            let next = bytes.goScalar(at: index)
            guard next.scalar != nil else { return index }
            index += next.length
        }
        return nil
    }

    /// Calls `body` with each character's bytes and scalar, or with one byte and nil where there is none.
    static func forEachScalar(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer.SubSequence, Unicode.Scalar?) -> Void
    ) {
        var index = 0
        while index < bytes.count {
            let next = bytes.goScalar(at: index)
            body(bytes[index..<index + next.length], next.scalar)
            index += next.length
        }
    }

    /// U+FFFD in UTF-8.
    static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
}

extension UnsafeRawBufferPointer {
    /// Decodes the character at an index; nil and a length of 1 where the byte begins none.
    func goScalar(at index: Int) -> (scalar: Unicode.Scalar?, length: Int) {
        let lead = self[index]
        if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
        // The second byte's bounds keep out overlong forms, surrogates and what lies beyond U+10FFFF.
        let (length, bounds): (Int, ClosedRange<UInt8>) =
            switch lead {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0...0)
            }
        guard length > 0, index + length <= count, bounds.contains(self[index + 1]) else { return (nil, 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for position in index + 1..<index + length {
            guard self[position] & 0xC0 == 0x80 else { return (nil, 1) }
            value = value << 6 | UInt32(self[position] & 0x3F)
        }
        return (Unicode.Scalar(value), length)
    }
}

extension GoText {
    /// The length of the character that a text begins with; 1 for a byte that begins none.
    ///
    /// The text must not be empty.
    public static func characterLength(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBytes { $0.goScalar(at: 0).length }
    }
}
