/// Makes of a command's raw output the lines that are compared.
///
/// In order: bytes that aren't UTF-8 are shown as `\xHH`; escape sequences of terminals go; a line that a carriage
/// return rewrites keeps what stood there last; line ends lose white space.
public enum OutputNorms {
    /// Returns the lines of an output; a last line feed begins no further line.
    public static func lines(of output: [UInt8]) -> [String] {
        var lines = EscapeStripper.strip(output)
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { trimmed(lastRewrite(of: $0)) }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map(text)
    }

    /// What is left of a line in which `\r` goes back to the start, as progress bars do.
    private static func lastRewrite(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while line.last == UInt8(ascii: "\r") { line = line.dropLast() }
        guard let last = line.lastIndex(of: UInt8(ascii: "\r")) else { return line }
        return line[(last + 1)...]
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") {
            line = line.dropLast()
        }
        return line
    }

    /// Decodes a line, with each byte that isn't UTF-8 escaped.
    private static func text(_ line: ArraySlice<UInt8>) -> String {
        if let text = String(validating: line, as: UTF8.self) { return text }
        var out = ""
        var rest = line
        while let byte = rest.first {
            let count = validLength(rest)
            if count > 0 {
                out += String(decoding: rest.prefix(count), as: UTF8.self)
                rest = rest.dropFirst(count)
            } else {
                let digits = String(byte, radix: 16)
                out += "\\x" + (digits.count == 1 ? "0" : "") + digits
                rest = rest.dropFirst()
            }
        }
        return out
    }

    /// The length of the valid character that the bytes begin with; 0 where there is none.
    private static func validLength(_ bytes: ArraySlice<UInt8>) -> Int {
        (1...4).first { $0 <= bytes.count && String(validating: bytes.prefix($0), as: UTF8.self) != nil } ?? 0
    }
}
