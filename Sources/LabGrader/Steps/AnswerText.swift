/// Reads what a student wrote, on whatever machine: line ends of Windows and byte order marks aren't part of a script.
enum AnswerText {
    static func text(_ bytes: [UInt8]) -> String { lines(bytes).map { $0 + "\n" }.joined() }

    static func lines(_ bytes: [UInt8]) -> [String] {
        let (feed, carriage) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
        var lines = decoded(bytes).split(separator: feed, omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == carriage ? line.dropLast() : line, as: UTF8.self)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Whether a script does anything: neither blank lines nor comments do.
    static func hasCommand(_ script: String) -> Bool {
        script.split(separator: "\n").contains { line in
            guard let first = line.first(where: { $0 != " " && $0 != "\t" }) else { return false }
            return first != "#"
        }
    }

    /// The text's bytes in UTF-8, without the mark that tells its encoding.
    private static func decoded(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        switch Array(bytes.prefix(3)) {
        case [0xEF, 0xBB, 0xBF]: return bytes.dropFirst(3)
        case let mark where mark.starts(with: [0xFF, 0xFE]):
            return units(bytes) { UInt16($0) | UInt16($1) << 8 }
        case let mark where mark.starts(with: [0xFE, 0xFF]):
            return units(bytes) { UInt16($1) | UInt16($0) << 8 }
        default: return bytes[...]
        }
    }

    /// Decodes UTF-16 behind its mark.
    private static func units(_ bytes: [UInt8], _ unit: (UInt8, UInt8) -> UInt16) -> ArraySlice<UInt8> {
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { unit(bytes[$0], bytes[$0 + 1]) }
        return Array(String(decoding: units, as: UTF16.self).utf8)[...]
    }
}
